"""A CUDA device without a GPU: values stay on the CPU, and every tensor says where it would be.

Finds what a CPU forgives (tensors of two devices in one operation, generators of the wrong one), counts what
a GPU is asked for and waited for, and says that memory is short where it should be. Arithmetic, and so every
value, is the CPU's. Not covered: NCCL, streams, real half precision.

torch asks once, as it is imported, which devices there are: this module has to come first. It is a plugin
(`-p emulated_cuda`) of the pytest that `test_emulated_gpu` starts.
"""

import contextlib
import ctypes
import importlib.util
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from unittest import mock


def _installed():
    """Tell torch, which is not there yet, of the device."""
    torch_folder = Path(importlib.util.find_spec("torch").origin).parent
    library, source = torch_folder / "lib", Path(__file__).with_suffix(".cpp")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "emulated_cuda.so"
        command = ["c++", "-shared", "-fPIC", "-std=c++20", f"-I{torch_folder / 'include'}", str(source)]
        command += ["-o", str(made), f"-L{library}", "-lc10", "-ltorch_cpu", f"-Wl,-rpath,{library}"]
        subprocess.run(command, check=True)
        for path in (library / "libc10.so", library / "libtorch_cpu.so", made):
            ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)


_installed()

# ruff: noqa: E402
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode, return_and_correct_aliasing
from torch.utils._pytree import tree_flatten, tree_map, tree_map_only

CUDA = torch.device("cuda", 0)
_CPU_GENERATOR = torch.Generator
_ENGINE = Path(__file__).resolve().parents[2] / "engine"
_aten = torch.ops.aten
# operations that take tensors of both devices: copies, and indices from the CPU
_MIXED = {_aten.copy_.default, _aten._foreach_copy_.default}
_INDEXED = {_aten.index.Tensor, _aten.index_put_.default, _aten.index_put.default}


def _is_cuda(device):
    return device is not None and torch.device(device).type == "cuda"


class CudaTensor(torch.Tensor):
    """Says that it lies on the device; its values are `held` by a tensor of the CPU."""

    @staticmethod
    def __new__(cls, held):
        return torch.Tensor._make_wrapper_subclass(
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=CUDA,
        )

    def __init__(self, held):
        self.held = held

    def __tensor_flatten__(self):  # with its inverse: modules exchange such parameters, not their values
        return ["held"], None

    @staticmethod
    def __tensor_unflatten__(parts, _context, _size, _stride):
        return CudaTensor(parts["held"])

    def __reduce_ex__(self, protocol):
        return self.held.detach().__reduce_ex__(protocol)  # kept as it is loaded: on the CPU

    def __repr__(self):
        return f"CudaTensor({self.held!r})"

    def tolist(self):
        return self.cpu().tolist()

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        raise RuntimeError(f"{func} on an emulated device outside of `emulated_cuda`")


class _CudaGenerator(torch.Generator):
    device = CUDA


class _Generators(type(torch.Generator)):
    def __instancecheck__(cls, instance):
        return isinstance(instance, _CPU_GENERATOR)


class _AnyGenerator(torch.Generator, metaclass=_Generators):
    """Stands for `torch.Generator`: one of either device, both of the CPU's numbers."""

    of_device = {}  # by address: dispatch modes get another object for the same generator

    def __new__(cls, device="cpu"):
        if not _is_cuda(device):
            return _CPU_GENERATOR.__new__(_CPU_GENERATOR)
        made = _CPU_GENERATOR.__new__(_CudaGenerator)
        cls.of_device[made._cdata] = made
        return made


class Emulation(TorchDispatchMode):
    """What was asked of the device: `waits` for it and `copies` to it, by line of the engine; `launches`.

    `room`: bytes of the largest tensor that there is memory for; `largest`: of those that were made.
    """

    def __init__(self, room=None):
        super().__init__()
        self.waits, self.copies, self.copied = Counter(), Counter(), Counter()
        self.launches, self.room, self.largest = 0, room, 0

    def clear(self):
        """Count anew."""
        self.waits.clear(), self.copies.clear(), self.copied.clear()
        self.launches = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        given = [each for each in tree_flatten((args, kwargs))[0] if isinstance(each, torch.Tensor)]
        there = [each for each in given if isinstance(each, CudaTensor)]
        wanted = kwargs.get("device")
        to_device = bool(there) if wanted is None else torch.device(wanted).type == "cuda"
        if func is _aten._local_scalar_dense.default and there:
            self.waits[_line()] += 1
            return there[0].held.item()
        self._check(func, given, there, kwargs.get("generator"), to_device)
        self._count(func, args, kwargs, there, to_device)
        if wanted is not None:
            kwargs["device"] = torch.device("cpu")
        if kwargs.get("pin_memory"):
            kwargs["pin_memory"] = False
        on_cpu = tree_map_only(CudaTensor, lambda tensor: tensor.held, (args, kwargs))
        found = func(*on_cpu[0], **on_cpu[1])
        if not to_device:
            return found
        self.launches += 1
        made = tree_map(self._placed, found)
        return return_and_correct_aliasing(func, args, kwargs, made) if there else made

    def _placed(self, value):
        if not isinstance(value, torch.Tensor):
            return value
        size = value.untyped_storage().nbytes()
        if self.room is not None and size > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory (emulated).")
        self.largest = max(self.largest, size)
        return CudaTensor(value)

    def _check(self, func, given, there, generator, to_device):
        """Raise what CUDA would where tensors or generators of two devices meet."""
        here = [each for each in given if not isinstance(each, CudaTensor) and each.dim()]
        indexed = func in _INDEXED and isinstance(given[0], CudaTensor)
        if there and here and func not in _MIXED and not indexed:
            raise RuntimeError(f"Expected all tensors to be on the same device, but {func} got two")
        if generator is not None and (generator._cdata in _AnyGenerator.of_device) is not to_device:
            raise RuntimeError(f"{func} got a generator of another device")

    def _count(self, func, args, kwargs, there, to_device):
        if func in (_aten._to_copy.default, _aten.copy_.default):
            source = args[0] if func is _aten._to_copy.default else args[1]
            arrives = to_device if func is _aten._to_copy.default else isinstance(args[0], CudaTensor)
            if arrives and not isinstance(source, CudaTensor):
                self._copy(source, kwargs.get("non_blocking", len(args) > 2 and args[2]))
            elif not arrives and isinstance(source, CudaTensor):
                self.waits[_line()] += 1
        elif there and func in _INDEXED:
            for index in (each for each in args[1] if each is not None):
                if not isinstance(index, CudaTensor):
                    self._copy(index, False)
                if index.dtype in (torch.bool, torch.uint8):  # how many are true decides the shape
                    self.waits[_line()] += 1
        elif there and (torch.Tag.dynamic_output_shape in func.tags or "check_errors" in str(func)):
            self.waits[_line()] += 1

    def _copy(self, source, at_once):
        self.copies[_line()] += 1
        self.copied[_line()] += source.numel() * source.element_size()
        if not (at_once and getattr(source, "is_held_fast", False)):
            self.waits[_line()] += 1  # the program waits until the device has read what may be moved


class _Asking(TorchFunctionMode):
    """What never comes to a dispatch mode: numbers that become a tensor of the device, pinned memory."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        if func is torch.Tensor.pin_memory:
            held_fast = args[0].clone()
            held_fast.is_held_fast = True
            return held_fast
        if func in (torch.Tensor.__getitem__, torch.Tensor.__setitem__) and isinstance(args[0], CudaTensor):
            index = args[1] if isinstance(args[1], tuple) else (args[1],)
            listed = tuple(torch.tensor(each) if isinstance(each, list) else each for each in index)
            return func(args[0], listed, *args[2:])
        if func is torch.Tensor.new_tensor and isinstance(args[0], CudaTensor):
            dtype = kwargs.pop("dtype", None) or args[0].dtype
            return torch.tensor(*args[1:], **kwargs, dtype=dtype).to(CUDA)
        if func in (torch.tensor, torch.as_tensor) and _is_cuda(kwargs.get("device")):
            device = kwargs.pop("device")
            return func(*args, **kwargs).to(device)
        return func(*args, **kwargs)


def _line():
    """Where in the engine the program is."""
    frame = sys._getframe(2)
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_ENGINE):
            return f"{path.relative_to(_ENGINE).as_posix()}:{frame.f_lineno}"
        frame = frame.f_back
    return "elsewhere"


@contextlib.contextmanager
def emulated_cuda(room=None, capability=(9, 0)):
    """Within: a device "cuda" of the compute `capability`; counts what is asked of it."""
    cuda = {
        "_lazy_init": lambda: None,
        "is_available": lambda: True,
        "device_count": lambda: 1,
        "current_device": lambda: 0,
        "get_device_name": lambda _device=None: "emulated",
        "get_device_capability": lambda _device=None: capability,
        "is_bf16_supported": lambda *_, **__: capability >= (8, 0),
        "empty_cache": lambda: None,
        "mem_get_info": lambda _device=None: (2**34, 2**34),
        "synchronize": lambda _device=None: None,
        "default_generators": (torch.default_generator,),
    }
    with (
        mock.patch.multiple(torch.cuda, **cuda),
        mock.patch.object(torch, "Generator", _AnyGenerator),
        torch.autograd.set_multithreading_enabled(False),
        Emulation(room) as emulation,
        _Asking(),
    ):
        yield emulation
