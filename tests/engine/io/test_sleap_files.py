"""Projects of SLEAP: whose instances are decided, which frames are films, and what a file may not claim."""

import base64
import os
import sys
import zlib

import h5py
import numpy as np
import pytest
from written_points import write_points

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io import hdf5
from engine.io.point_files import format_called, read_points
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

NAMES = ("Sella", "Gn", "gn", "Ö 1")
# Written by sleap-io 0.9.5: a.png has an instance of a person and a predicted one; b.png one that a person
# has made of its prediction, without gn; a predicted one on a frame of clip.mp4.
MADE_BY_SLEAP = (
    "c-rk-O>Em#9DjCF5lV-`7+aYr>r8=xvNXxM(d9r|ZP|vXSVadyDpBetuZgK+N4C?os-pISG;Y1ZsmI>n$gxKbo3tZ$5E>GPo"
    "zQOMeLA+|IBC_1ZhOBR-pBvr{r%qm{ojY3A8uX0abo!FFu+J8KpZ527f%@;P5aB7zQj_ArT196C-ZuV&_-GP8%%$Y@6MOSA^"
    "@_hKiEztPSZLo?|wql1Q2)`aH}{wkJDdRd55J>#{GP2S{0gh`8(S*NZGN}%BrVqw`w(LJDO>DDn0%?8faGnLzE`*GUbpYS|J"
    "DKNet03<!waAo}P3?sizL16qn@~txhm~F<D+80<KEWB)oU5#$n-$+t+cQaI5w&M)R-par!u#Z=T14^ZxO8$jXo3^T(Ur52N+"
    "*IFb42c=|JrcQ`Tz<K1`<{=G4OnfqN*ga!ct0RaJl7Zx|K-JX*?3qIc;U1jN}vZCqGP#aLmD-~U9rW?&EC8aE*?JqQ{N<N&S"
    "-45(0{tVH#i1Q75QcX9F8q!Hi%cNBDHQ{VDvHH&%Y7KskcjAcKuB*6mF_)Ukq%L1cWlJfqDP5`w!S35?9cs0@Q&#dwt8!PXI"
    "(3vs>Xk}eH4LcRsF+PDHA~&FE2@r~a;z3aYMMy5(b9GI(dqu`b>U+I0s;a80s;a80s;a8|3C1#eD6f(tbWx~mO%gaR2)a}p2"
    "~eS8$ZVHsYHK>{ul&@eP3)t+xAvAprck*N9FXUsTq!qQVUkgynvt?wxb#qXfwVQ3*UBi?(@cbj$hpO9YvCLZGD24r(-mw-%)"
    "^`-%$v>+~D6)e8bB8`<diK(BCNLkEmV#-B0j+{s@?1?G1xd$eI<?YN$?Gt8%&V0<&=jOuYuCp2qz4tq}ZM7y%Du9_JG1$LH#"
    "si1BB+!@sGlK?~1ZC9mYtnREu<P_IHAI%qO0`Nd78s#&n&z$(8mu32icjxV?Ag*Co9PANvKQHE6%8OmrvLyNHI+9^fXj8&=z"
    "QyCFG&AO7$q?A>-K~mdnSrtgKj%wAQL$0dn<@u)4+?Yf`qlFn3Nr~O6+d5R6X>M$~h#I(qDeV;HYBljK_hPoxF12x8mj&5w3"
    "$h&xay|<*^gvmnCMc477DnfY(WR8qXz7l|x}5gEVOAmSQfyNO3sU1)CdV_EkcyI*pS@vNfV!@tVZKY=7$C_sQNpM<jh>`hZ_"
    ">A|Os0BeJR4v@&C>-1wU6?2F`;?SLP9GHSW_Ks4VKYzP&X}9yNMjAX_;%#z$*kUx81nE-DBNO1m<xJTp*OwXz@J>I^W;)ou4"
    "7|Y$KriAhK(ktu5=Y@AoOAY;GnKo&Cj)*|~)xS<AjE(ub{>4df>d>_n5J(CXXA$g+PQBkfL7T|1%c@UK0_V*~(S8UssoJca-"
    "`E5;*It6ecItn%a`p0D>fW-@GtB!!Nn96pZhTRb;K<46>r9;Rn6zK`pyRMEgs&TV#Oaf}>bJiU8wvS0Kx`sx6(yj>oJ2OTvm"
    "8)v&x63S5StpT2s%dA*tql`De8eUJ)S>gbF#C_p>Utc)qws$50&TR3$H|nD@>SoIU;Qa&ikt+)g(#IDMAWQm4GiqgK{N+Q~-"
    "rJAsSt>Oa>c=}h;!(`?U!G38@o0jdKL&N;!1I!&Zb1L-_ylclJrE}cY0op~_|OuZI;0Lf#P1wHHhR7IK1U_=XMBz)*#4B7vo"
    "t%y-QmfWKSkq9d4MwGinCn8m1258l%5Y<J)Gxpf$NjNgZmi&u$ltp-NyQU`Vr%AO4<FKQLZ5h-L?N!2-+!uO9X!uUd(m^=yg"
    "DkySe=>DR3a`5`1uft`H_DgAhr2wbR{F!XwD(k`&Qmm>{o{<Osn;*Tmo7igI{4<SC>8Egr)AN`N*b&i(=d0?!xd|83%Y;RcV"
    "+Me|=^>F@9MIgzpSx3OqG9<Ik@&v!rm2PGOb-T"
)


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "project.slp"
    path.write_bytes(zlib.decompress(base64.b85decode("".join(MADE_BY_SLEAP))))
    return path


@pytest.fixture
def ours(tmp_path):
    """A project of two films as we write it."""
    marks = {name: Landmark(name, 10.0 * place, 5.0) for place, name in enumerate(NAMES)}
    sets = [LandmarkSet(film, marks) for film in ("a.png", "b.png")]
    path, scheme = tmp_path / "ours.slp", Scheme(NAMES, pairs=(("Gn", "gn"), ("Sella", "Ö 1")))
    write_points(path, sets, scheme, [FilmRow(each.film) for each in sets], format_called("sleap"))
    return path


def changed(path, name, change):
    """The file with a table that `change` has had its hands on."""
    with h5py.File(path, "r+") as file:
        table = file[name][:]
        del file[name]
        file[name] = change(table)
    return path


def with_values(**columns):
    def change(table):
        for column, values in columns.items():
            table[column] = values
        return table

    return change


def test_what_a_person_placed_comes_before_what_was_predicted(project):
    found = read_points(project)
    first, second = found.sets["films/a.png"], found.sets["films/b.png"]
    assert [first.get(name).position for name in NAMES] == [(0, 0), (30.5, 34.75), (55.25, 39.0), (10, 9)]
    assert [name for name in NAMES if first.get(name).origin is Origin.PREDICTED] == ["gn"]
    assert first.get("Ö 1").presence is Presence.OCCLUDED
    assert second.get("gn").position is None  # a person has taken it from the prediction
    assert (found.scheme.names, found.scheme.lines) == (NAMES, (("Sella", "Gn"), ("Gn", "gn")))
    assert [set(pair) for pair in found.scheme.pairs] == [{"Gn", "gn"}]
    assert found.notes == (
        "Left out, as they are no pictures: 1 frame of clip.mp4.",
        "Left out: 3 predicted points of landmarks on which a person has decided.",
    )


def test_frames_of_a_video_alone_are_refused(project):
    changed(project, "frames", lambda table: table[2:])
    with pytest.raises(TableError, match=r"frames of clip\.mp4, and films are pictures"):
        read_points(project)


def test_projects_before_the_half_pixel_count_from_the_corner(project):
    with h5py.File(project, "r+") as file:
        file["metadata"].attrs["format_id"] = 1.0
    assert read_points(project).sets["films/a.png"].get("Gn").position == (30.0, 34.25)


def test_a_layout_that_is_to_come_is_refused(project):
    with h5py.File(project, "r+") as file:
        file["metadata"].attrs["format_id"] = 3.0
    with pytest.raises(TableError, match="format 3, which is too new"):
        read_points(project)


def test_two_animals_of_a_person_on_one_film_are_refused(ours):
    changed(ours, "frames", with_values(instance_id_start=0, instance_id_end=2))
    with pytest.raises(TableError, match="2 instances that a person has placed"):
        read_points(ours)


def test_of_two_predicted_animals_the_surer_is_read_and_the_other_told(ours):
    with h5py.File(ours, "r+") as file:
        del file["pred_points"]
        file["pred_points"] = file["points"][:]
    changed(ours, "frames", lambda table: with_values(instance_id_start=0, instance_id_end=2)(table[:1]))
    changed(ours, "instances", with_values(instance_type=1, score=[0.2, 0.9]))
    changed(ours, "pred_points", with_values(x=np.arange(8.0)))
    found = read_points(ours)
    assert found.sets["a.png"].get("Sella").position == (4.0, 5.0)
    assert found.notes == ("Left out: 1 predicted instance beside one of a higher score on the same film.",)


def test_an_instance_whose_points_are_not_in_the_file_is_refused(ours):
    changed(ours, "instances", with_values(point_id_end=99))
    with pytest.raises(TableError, match="An instance has 8 points for 4 nodes"):
        read_points(ours)


def test_films_of_other_sizes_are_other_videos_and_pairs_come_back(tmp_path, ours):
    films = {"a.png": Size(56, 40), "b.png": Size(40, 56), "c.png": Size(56, 40)}
    sets = [LandmarkSet(film, {"N": Landmark("N", 1.25, 2.5)}) for film in films]
    rows = [FilmRow(film, size) for film, size in films.items()]
    path = tmp_path / "sizes.slp"
    write_points(path, sets, Scheme(("N",)), rows, format_called("sleap"))
    with h5py.File(path) as file:
        assert len(file["videos_json"]) == 2
    found = read_points(path)
    assert list(found.sets) == ["a.png", "c.png", "b.png"]
    assert found.sizes == {"b.png": Size(40, 56)}  # of a list SLEAP knows the size of the first picture only
    assert read_points(ours).scheme.pairs == (("Gn", "gn"), ("Sella", "Ö 1"))


def test_a_table_that_unpacks_to_more_than_a_limit_is_refused_before_it_is_read(ours):
    with h5py.File(ours, "r+") as file:
        kind = file["points"].dtype
        del file["points"]
        file.create_dataset("points", (20_000_000,), kind, compression="gzip")
    assert ours.stat().st_size < 50_000
    with pytest.raises(TableError, match="tables of more than 256 MB"):
        read_points(ours)


def test_many_rows_that_point_at_one_long_text_are_refused(ours, monkeypatch):
    monkeypatch.setattr(hdf5, "_MOST_BYTES", 1000)
    with h5py.File(ours, "r+") as file:
        text = file["videos_json"][0]
        del file["videos_json"]
        file.create_dataset("videos_json", data=[text] * 10, dtype=h5py.string_dtype(), maxshape=(None,))
    with pytest.raises(TableError, match="more than 0 MB"):
        hdf5.read_here(ours.read_bytes(), "metadata", ("videos_json",))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_text_that_claims_gigabytes_gets_none(ours):
    with h5py.File(ours) as file:
        start = file["videos_json"].id.get_offset()
    data = bytearray(ours.read_bytes())
    data[start : start + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    ours.write_bytes(data)
    with pytest.raises(TableError, match="damaged"):
        read_points(ours)


class Ending:
    """Ends the process that it is sent to, as the library of HDF5 does over some damaged bytes."""

    def __reduce__(self):
        return os._exit, (3,)


def test_what_ends_the_library_of_hdf5_is_the_error_of_one_file(ours):
    content = ours.read_bytes()
    with pytest.raises(TableError, match="cannot be read"):
        hdf5.hdf5_content(content, "metadata", (Ending(),))
    assert hdf5.hdf5_content(content, "metadata", ("points",)).lengths["points"] == 8


def test_another_file_of_hdf5_is_none_of_sleap(tmp_path):
    with h5py.File(tmp_path / "CollectedData.h5", "w") as file:
        file["df_with_missing"] = np.zeros(3)
    with pytest.raises(TableError, match="This HDF5 file is no project of SLEAP"):
        read_points(tmp_path / "CollectedData.h5")


def test_tables_that_lie_in_another_file_are_not_looked_for(tmp_path, ours):
    def elsewhere(file, kind, rows):
        file.create_dataset("points", rows, kind, external=[(str(tmp_path / "any"), 0, 1 << 20)])

    def linked(file, kind, rows):
        file["points"] = h5py.ExternalLink(str(tmp_path / "other.slp"), "/points")

    content = ours.read_bytes()
    for place in (elsewhere, linked):
        ours.write_bytes(content)
        (tmp_path / "other.slp").write_bytes(content)
        (tmp_path / "any").write_bytes(bytes(1 << 20))
        with h5py.File(ours, "r+") as file:
            kind, rows = file["points"].dtype, file["points"].shape
            del file["points"]
            place(file, kind, rows)
        with pytest.raises(TableError, match="lie in another file"):
            read_points(ours)
