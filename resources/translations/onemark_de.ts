<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>OneMark</name>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo {step}</source>
        <translation>&amp;Wiederholen: {step}</translation>
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
        <source>&amp;Which film first?</source>
        <translation>Welche Aufnahme &amp;zuerst?</translation>
    </message>
    <message>
        <source>&amp;Which film next?</source>
        <translation>&amp;Welche Aufnahme als nächste?</translation>
    </message>
    <message>
        <source>(no key)</source>
        <translation>(keine Taste)</translation>
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
        <source>1st to annotate</source>
        <translation>als 1. annotieren</translation>
    </message>
    <message>
        <source>2nd to annotate</source>
        <translation>als 2. annotieren</translation>
    </message>
    <message>
        <source>3rd to annotate</source>
        <translation>als 3. annotieren</translation>
    </message>
    <message>
        <source>A copy is in {target}.</source>
        <translation>Eine Kopie liegt in {target}.</translation>
    </message>
    <message numerus="yes">
        <source>A detector learns from {fewest} films or more that a person has annotated, accepted or corrected, and here are {n}: annotate or accept more. Propagate learns from one.</source>
        <translation>
            <numerusform>Ein Detektor lernt aus mindestens {fewest} Aufnahmen, die ein Mensch annotiert, angenommen oder korrigiert hat, und hier ist es {n}: mehr annotieren oder annehmen. Übertragen lernt aus einer einzigen.</numerusform>
            <numerusform>Ein Detektor lernt aus mindestens {fewest} Aufnahmen, die ein Mensch annotiert, angenommen oder korrigiert hat, und hier sind es {n}: mehr annotieren oder annehmen. Übertragen lernt aus einer einzigen.</numerusform>
        </translation>
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
        <source>A graphics card is found by itself where it is one of NVIDIA&apos;s</source>
        <translation>Eine Grafikkarte von NVIDIA wird von selbst gefunden</translation>
    </message>
    <message>
        <source>A job is still running on these films: cancel it before you open others.</source>
        <translation>Auf diesen Aufnahmen läuft noch eine Aufgabe: diese abbrechen, bevor andere geöffnet werden.</translation>
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
        <source>A run is going on: its points are not in the table yet.</source>
        <translation>Ein Lauf ist im Gang: Seine Punkte stehen noch nicht in der Tabelle.</translation>
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
        <source>All films are exemplars: add more films to the folder to propagate to.</source>
        <translation>Alle Aufnahmen sind Vorlagen: weitere Aufnahmen in den Ordner legen, auf die übertragen werden kann.</translation>
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
        <source>An audit waits for {n} films, whose predictions are not written: finish or end it, then export again.</source>
        <translation>
            <numerusform>Ein Audit wartet auf {n} Aufnahme, deren Vorhersagen nicht geschrieben werden: das Audit abschließen oder beenden, dann erneut exportieren.</numerusform>
            <numerusform>Ein Audit wartet auf {n} Aufnahmen, deren Vorhersagen nicht geschrieben werden: das Audit abschließen oder beenden, dann erneut exportieren.</numerusform>
        </translation>
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
        <source>Another model is still being looked at: import {path} after it.</source>
        <translation>Ein anderes Modell wird noch geprüft: {path} danach importieren.</translation>
    </message>
    <message>
        <source>Another picture is still being written: save again in a moment.</source>
        <translation>Ein anderes Bild wird noch geschrieben: gleich noch einmal speichern.</translation>
    </message>
    <message>
        <source>Another run is still going on: wait for it or cancel it first.</source>
        <translation>Ein anderer Lauf ist noch im Gang: erst abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Apple (MPS)</source>
        <translation>Apple (MPS)</translation>
    </message>
    <message>
        <source>As Quick, but learns to fit the exemplar too, looks closer and checks itself</source>
        <translation>Wie Schnell, lernt aber auch, die Vorlage anzupassen, sieht genauer hin und prüft sich selbst</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>Das beste vorhandene</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking on films kept back</source>
        <translation>Prüft an zurückgehaltenen Aufnahmen</translation>
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
        <source>Choosing films to learn from</source>
        <translation>Wählt Aufnahmen zum Lernen aus</translation>
    </message>
    <message>
        <source>Comparing the films with each other</source>
        <translation>Vergleicht die Aufnahmen miteinander</translation>
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
        <source>Count points as too far off beyond</source>
        <translation>Punkte gelten als zu weit daneben ab</translation>
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
        <source>Delete {file} with {models}?

It cannot be brought back: export it first to keep a copy.</source>
        <translation>{file} mit {models} löschen?

Es lässt sich nicht zurückholen: vorher exportieren, um eine Kopie zu behalten.</translation>
    </message>
    <message>
        <source>Draw all measurements</source>
        <translation>Alle Messungen zeichnen</translation>
    </message>
    <message>
        <source>Each file holds the patient and the study of its film, as the film&apos;s header has them.</source>
        <translation>Jede Datei enthält Patient und Studie ihrer Aufnahme, wie sie in deren Kopfdaten stehen.</translation>
    </message>
    <message>
        <source>EdgeTrans4Mark as published: hours on a graphics card, out of reach without one</source>
        <translation>EdgeTrans4Mark wie veröffentlicht: Stunden auf einer Grafikkarte, ohne eine nicht machbar</translation>
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
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Expected error</source>
        <translation>Erwarteter Fehler</translation>
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
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Films elsewhere</source>
        <translation>Aufnahmen anderswo</translation>
    </message>
    <message>
        <source>Films on which it has found the points already keep them, unless it is cancelled.</source>
        <translation>Aufnahmen, auf denen die Punkte schon gefunden sind, behalten sie, außer beim Abbrechen.</translation>
    </message>
    <message>
        <source>Films that were shown stay in memory up to this</source>
        <translation>Bis zu dieser Größe bleiben gezeigte Aufnahmen im Speicher</translation>
    </message>
    <message>
        <source>Finding the landmarks</source>
        <translation>Sucht die Landmarken</translation>
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
        <source>Fold away what is told of a landmark</source>
        <translation>Angaben zur Landmarke einklappen</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>Ab dem nächsten Start</translation>
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
        <source>Go there</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>Goes on from {model} with a person&apos;s points on {films}.</source>
        <translation>Setzt {model} fort, mit den Punkten eines Menschen auf {films}.</translation>
    </message>
    <message>
        <source>Heatmap of all landmarks</source>
        <translation>Heatmap aller Landmarken</translation>
    </message>
    <message>
        <source>How long it takes cannot be told while something else computes.</source>
        <translation>Wie lange es dauert, lässt sich nicht sagen, solange etwas anderes rechnet.</translation>
    </message>
    <message>
        <source>How much of the film it covers; Ctrl + wheel changes it</source>
        <translation>Wie stark sie die Aufnahme überdeckt; Strg + Mausrad ändert es</translation>
    </message>
    <message>
        <source>If these films are of this kind, {key} predicts their landmarks: {what}</source>
        <translation>Sind diese Aufnahmen von dieser Art, sagt {key} ihre Landmarken vorher: {what}</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Import landmarks</source>
        <translation>Landmarken importieren</translation>
    </message>
    <message>
        <source>Import of {file}</source>
        <translation>Import von {file}</translation>
    </message>
    <message>
        <source>Imported models lie in {own_folder}.</source>
        <translation>Importierte Modelle liegen in {own_folder}.</translation>
    </message>
    <message>
        <source>It has no names: the landmarks are in the order of the scheme.</source>
        <translation>Das Format hat keine Namen: Die Landmarken stehen in der Reihenfolge des Schemas.</translation>
    </message>
    <message>
        <source>It has whole pixels: points are rounded by up to 0.5 px.</source>
        <translation>Das Format hat ganze Pixel: Punkte werden um bis zu 0,5 px gerundet.</translation>
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
        <translation>Es dauert auf diesem Computer etwa {time}, wenn sonst nichts rechnet.</translation>
    </message>
    <message>
        <source>It took {time}.</source>
        <translation>Dauer: {time}.</translation>
    </message>
    <message>
        <source>Its description and its picture, below the list of landmarks</source>
        <translation>Beschreibung und Bild, unter der Liste der Landmarken</translation>
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
        <source>Keep zoom and place</source>
        <translation>Zoom und Ausschnitt beibehalten</translation>
    </message>
    <message>
        <source>Landmark names (*.json *.csv *.tsv *.txt);;All files (*)</source>
        <translation>Landmarkennamen (*.json *.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Landmarks ({endings});;All files (*)</source>
        <translation>Landmarken ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Landmarks added to the scheme: {names}.</source>
        <translation>Zum Schema hinzugefügte Landmarken: {names}.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Learn the width (sigma) of each landmark&apos;s heatmap</source>
        <translation>Breite (Sigma) der Heatmap jeder Landmarke lernen</translation>
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
        <source>Left out besides: {count}.</source>
        <translation>Außerdem ausgelassen: {count}.</translation>
    </message>
    <message numerus="yes">
        <source>Left out: {n} predictions that nobody has decided on.</source>
        <translation>
            <numerusform>Ausgelassen: {n} Vorhersage, über die niemand entschieden hat.</numerusform>
            <numerusform>Ausgelassen: {n} Vorhersagen, über die niemand entschieden hat.</numerusform>
        </translation>
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
        <source>Lock decided points</source>
        <translation>Entschiedene Punkte sperren</translation>
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
        <source>Made by</source>
        <translation>Erstellt von</translation>
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
        <source>Methods paragraph for a paper (*.txt)</source>
        <translation>Methodenabschnitt für eine Veröffentlichung (*.txt)</translation>
    </message>
    <message>
        <source>Millimetres from a table</source>
        <translation>Millimeter aus einer Tabelle</translation>
    </message>
    <message>
        <source>Model (*{suffix})</source>
        <translation>Modell (*{suffix})</translation>
    </message>
    <message>
        <source>Models (*{suffix});;All files (*)</source>
        <translation>Modelle (*{suffix});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation>NVIDIA-Karte (CUDA)</translation>
    </message>
    <message>
        <source>Name {reader}</source>
        <translation>{reader} eintragen</translation>
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
        <source>No film is corrected as a whole yet: accept one (Film &gt; Accept the film), then train again.</source>
        <translation>Noch ist keine Aufnahme im Ganzen korrigiert: eine annehmen (Aufnahme &gt; Aufnahme annehmen), dann erneut trainieren.</translation>
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
        <source>No new films</source>
        <translation>Keine neuen Aufnahmen</translation>
    </message>
    <message>
        <source>No point moved.</source>
        <translation>Kein Punkt hat sich bewegt.</translation>
    </message>
    <message>
        <source>No widths of heatmaps are learned: Registration only has none.</source>
        <translation>Es werden keine Breiten von Heatmaps gelernt: Nur Registrierung hat keine.</translation>
    </message>
    <message numerus="yes">
        <source>None of {n} files can be taken. {why}</source>
        <translation>
            <numerusform>Die {n} Datei kann nicht übernommen werden. {why}</numerusform>
            <numerusform>Keine von {n} Dateien kann übernommen werden. {why}</numerusform>
        </translation>
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
        <source>Nothing is annotated yet. Of {films} some lead to the others better than the rest.</source>
        <translation>Noch ist nichts annotiert. Von {films} führen manche besser zu den anderen als die übrigen.</translation>
    </message>
    <message>
        <source>Nothing is open yet: open a folder of films.</source>
        <translation>Noch ist nichts geöffnet: einen Ordner mit Aufnahmen öffnen.</translation>
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
        <source>Nothing was imported since OneMark was started.</source>
        <translation>Seit dem Start von OneMark wurde nichts importiert.</translation>
    </message>
    <message>
        <source>Nothing was learned here yet: propagate first.</source>
        <translation>Hier wurde noch nichts gelernt: erst übertragen.</translation>
    </message>
    <message>
        <source>On this computer, with these films: {times}.</source>
        <translation>Auf diesem Computer, mit diesen Aufnahmen: {times}.</translation>
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
        <source>Open a folder of films</source>
        <translation>Einen Ordner mit Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
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
        <source>Other anatomies</source>
        <translation>Andere Anatomien</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Publikation</translation>
    </message>
    <message>
        <source>Picture (*{suffix})</source>
        <translation>Bild (*{suffix})</translation>
    </message>
    <message>
        <source>Points of a model (P) are kept where a run&apos;s are not known to be better; you are asked.</source>
        <translation>Punkte eines Modells (P) bleiben, wo die eines Laufs nicht erwiesen besser sind; Sie werden gefragt.</translation>
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
        <source>Points that you placed or accepted stay where they are</source>
        <translation>Gesetzte oder angenommene Punkte bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Predict it</source>
        <translation>Vorhersagen</translation>
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
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Propagate by</source>
        <translation>Übertragen mit</translation>
    </message>
    <message>
        <source>Propagate goes on from there.</source>
        <translation>Übertragen macht dort weiter.</translation>
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
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Quick takes minutes, Balanced an hour, Paper a graphics card; Registration only learns nothing</source>
        <translation>Schnell braucht Minuten, Ausgewogen eine Stunde, Publikation eine Grafikkarte; Nur Registrierung lernt nichts</translation>
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
        <source>Redo: {step}.</source>
        <translation>Wiederholt: {step}.</translation>
    </message>
    <message>
        <source>Registration only</source>
        <translation>Nur Registrierung</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>Modell entfernen</translation>
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
        <source>Roll back a round</source>
        <translation>Runde zurücknehmen</translation>
    </message>
    <message>
        <source>Sample project</source>
        <translation>Beispielprojekt</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>Anderswo speichern</translation>
    </message>
    <message>
        <source>Save the picture of the curves</source>
        <translation>Bild der Kurven speichern</translation>
    </message>
    <message>
        <source>Save what was learned</source>
        <translation>Gelerntes speichern</translation>
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
        <source>Score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Sets of measurements (*{suffix} *.toml)</source>
        <translation>Messungssätze (*{suffix} *.toml)</translation>
    </message>
    <message>
        <source>Show the lines of the scheme</source>
        <translation>Die Linien des Schemas zeigen</translation>
    </message>
    <message>
        <source>Show the names of the points</source>
        <translation>Die Namen der Punkte zeigen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start from {scheme}</source>
        <translation>Mit {scheme} beginnen</translation>
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
        <source>Stopped early, what it has learned becomes a model; cancelled, nothing is kept.</source>
        <translation>Vorzeitig beendet wird das Gelernte ein Modell; abgebrochen wird nichts behalten.</translation>
    </message>
    <message>
        <source>Stopped early, with what it knew by then: {note}</source>
        <translation>Vorzeitig beendet, mit dem bis dahin Gelernten: {note}</translation>
    </message>
    <message>
        <source>Stopped early, with what it knew by then: {note}. Propagate goes on from there</source>
        <translation>Vorzeitig beendet, mit dem bis dahin Gelernten: {note}. Übertragen macht dort weiter</translation>
    </message>
    <message>
        <source>Strength of the heatmap</source>
        <translation>Stärke der Heatmap</translation>
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
        <source>Take the run&apos;s</source>
        <translation>Die des Laufs nehmen</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
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
        <source>That failed again, by the same mistake in OneMark: {bug}.</source>
        <translation>Das ist durch denselben Fehler in OneMark erneut fehlgeschlagen: {bug}.</translation>
    </message>
    <message>
        <source>The file is not in the folder any more: put it back.</source>
        <translation>Die Datei ist nicht mehr im Ordner: wieder dorthin legen.</translation>
    </message>
    <message>
        <source>The heatmap could not be computed.</source>
        <translation>Die Heatmap konnte nicht berechnet werden.</translation>
    </message>
    <message>
        <source>The landmarks are written: {place}.</source>
        <translation>Die Landmarken sind geschrieben: {place}.</translation>
    </message>
    <message>
        <source>The millimetres that were given to the other films do not hold for what is new: Film &gt; Millimetres gives them.</source>
        <translation>Die Millimeter, die den anderen Aufnahmen gegeben wurden, gelten nicht für die neuen: Aufnahme &gt; Millimeter gibt sie.</translation>
    </message>
    <message>
        <source>The mm per pixel of this folder were not taken: {error}</source>
        <translation>Die mm je Pixel dieses Ordners wurden nicht übernommen: {error}</translation>
    </message>
    <message>
        <source>The next film is shown where this one is; else whole</source>
        <translation>Die nächste Aufnahme wird gezeigt, wo diese ist; sonst ganz</translation>
    </message>
    <message>
        <source>The picture of the curves is in {written}.</source>
        <translation>Das Bild der Kurven liegt in {written}.</translation>
    </message>
    <message>
        <source>The points of this project bear the name {reader}, also those placed from now on.</source>
        <translation>Die Punkte dieses Projekts tragen den Namen {reader}, auch die von jetzt an gesetzten.</translation>
    </message>
    <message>
        <source>The points of {films} are those of before the round, and {model} is the model again; what a person placed stays.</source>
        <translation>Die Punkte von {films} sind die von vor der Runde, und {model} ist wieder das Modell; was ein Mensch gesetzt hat, bleibt.</translation>
    </message>
    <message>
        <source>The points stay as they were.</source>
        <translation>Die Punkte bleiben, wie sie waren.</translation>
    </message>
    <message>
        <source>The points stay as they were; what it computed is kept: Train on corrections goes on from there.</source>
        <translation>Die Punkte bleiben, wie sie waren; das Berechnete bleibt erhalten: Mit Korrekturen trainieren macht dort weiter.</translation>
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
        <source>The project is kept in {file} from now on.</source>
        <translation>Das Projekt wird von jetzt an in {file} aufbewahrt.</translation>
    </message>
    <message>
        <source>The review tells how many points are expected to be worse than this</source>
        <translation>Die Durchsicht sagt, wie viele Punkte voraussichtlich weiter daneben liegen</translation>
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
        <translation>Das Beispiel ist geöffnet und seine erste Aufnahme annotiert: Übertragen drücken.</translation>
    </message>
    <message>
        <source>The setting “{setting}” had a value that makes no sense ({stored}): {default} is used instead.</source>
        <translation>Die Einstellung „{setting}“ hatte einen unsinnigen Wert ({stored}): Stattdessen gilt {default}.</translation>
    </message>
    <message numerus="yes">
        <source>The table holds nothing new: {n} landmarks, the same here already.</source>
        <translation>
            <numerusform>Die Tabelle enthält nichts Neues: {n} Landmarke, hier schon dieselbe.</numerusform>
            <numerusform>Die Tabelle enthält nichts Neues: {n} Landmarken, hier schon dieselben.</numerusform>
        </translation>
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
        <source>The unfinished run in {work} could not be deleted ({strerror}): close other windows of OneMark, then try again.</source>
        <translation>Der unfertige Lauf in {work} konnte nicht gelöscht werden ({strerror}): andere Fenster von OneMark schließen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>There are no landmarks yet: place some, then export.</source>
        <translation>Es gibt noch keine Landmarken: welche setzen, dann exportieren.</translation>
    </message>
    <message>
        <source>There is no exemplar yet: place the landmarks of one film first.</source>
        <translation>Es gibt noch keine Vorlage: erst die Landmarken einer Aufnahme setzen.</translation>
    </message>
    <message>
        <source>There is no film to predict: all are exemplars, audited, excluded or unreadable.</source>
        <translation>Es gibt keine Aufnahme vorherzusagen: Alle sind Vorlagen, im Audit, ausgeschlossen oder unlesbar.</translation>
    </message>
    <message>
        <source>There is no model at hand: Prediction &gt; Models imports one.</source>
        <translation>Es ist kein Modell vorhanden: Vorhersage &gt; Modelle importiert eines.</translation>
    </message>
    <message>
        <source>This project is not kept up by this window any more: open it again to edit it.</source>
        <translation>Dieses Projekt wird von diesem Fenster nicht mehr geführt: zum Bearbeiten erneut öffnen.</translation>
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
        <source>This run goes on from where it was stopped.</source>
        <translation>Dieser Lauf macht dort weiter, wo er angehalten wurde.</translation>
    </message>
    <message>
        <source>This run is not in the history of runs: {error}</source>
        <translation>Dieser Lauf steht nicht im Verlauf der Läufe: {error}</translation>
    </message>
    <message>
        <source>Timing this computer</source>
        <translation>Misst die Zeit auf diesem Computer</translation>
    </message>
    <message>
        <source>Timing this computer was stopped, as a job has started.</source>
        <translation>Die Zeitmessung auf diesem Computer wurde angehalten, da eine Aufgabe begonnen hat.</translation>
    </message>
    <message>
        <source>Timing this computer...</source>
        <translation>Misst die Zeit auf diesem Computer...</translation>
    </message>
    <message>
        <source>Timing this computer: the menu of Propagate shows each time once it is known.</source>
        <translation>Misst die Zeit auf diesem Computer: Das Menü von Übertragen zeigt jede Dauer, sobald sie bekannt ist.</translation>
    </message>
    <message>
        <source>Towards you zooms in</source>
        <translation>Zu sich hin vergrößert</translation>
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
        <source>Turn the wheel&apos;s zoom round</source>
        <translation>Zoom des Mausrads umkehren</translation>
    </message>
    <message>
        <source>Two landmarks of the model cannot both be {twice}: predict again and choose.</source>
        <translation>Zwei Landmarken des Modells können nicht beide {twice} sein: erneut vorhersagen und wählen.</translation>
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
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {step}.</source>
        <translation>Rückgängig: {step}.</translation>
    </message>
    <message>
        <source>What it had computed is kept: Propagate goes on from there.</source>
        <translation>Das Berechnete bleibt erhalten: Übertragen macht dort weiter.</translation>
    </message>
    <message>
        <source>What it had learned is kept: train with the same choices to go on from there.</source>
        <translation>Das Gelernte bleibt erhalten: mit derselben Auswahl trainieren, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>What was learned is in the list of models: Predict takes it where it is chosen there</source>
        <translation>Das Gelernte steht in der Liste der Modelle: Vorhersagen nimmt es, wenn es dort gewählt ist</translation>
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
        <source>What was left out</source>
        <translation>Was ausgelassen wurde</translation>
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
        <source>Why are {count} films excluded?</source>
        <translation>Warum sind {count} Aufnahmen ausgeschlossen?</translation>
    </message>
    <message>
        <source>Why is {film} excluded?</source>
        <translation>Warum ist {film} ausgeschlossen?</translation>
    </message>
    <message>
        <source>Widths that suit each landmark instead of one for all; a run takes up to two and a half times as long (with few films most) and needs 20 films besides the exemplars. Registration only has no heatmaps and stays as it is.</source>
        <translation>Breiten, die zu jeder Landmarke passen, statt einer für alle; ein Lauf dauert bis zu zweieinhalbmal so lang (am meisten bei wenigen Aufnahmen) und braucht 20 Aufnahmen neben den Vorlagen. Nur Registrierung hat keine Heatmaps und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Workbook, a row for each film and measurement (*.xlsx)</source>
        <translation>Arbeitsmappe, eine Zeile je Aufnahme und Messung (*.xlsx)</translation>
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
        <source>Your name or initials</source>
        <translation>Ihr Name oder Kürzel</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>eine Tabelle</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>an hour on a laptop</source>
        <translation>eine Stunde auf einem Laptop</translation>
    </message>
    <message>
        <source>another of these files has it too</source>
        <translation>steht auch in einer anderen dieser Dateien</translation>
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
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>verglichen mit</translation>
    </message>
    <message>
        <source>doubt {number} (not calibrated: it ranks, and is no length)</source>
        <translation>Zweifel {number} (nicht kalibriert: ordnet, ist keine Länge)</translation>
    </message>
    <message>
        <source>drawing phantoms</source>
        <translation>Zeichnet die Aufnahmen</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <source>exemplars</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
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
        <translation>geänderte Aufnahmen</translation>
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
        <source>from {file}: {kind}. Nothing is taken yet.</source>
        <translation>aus {file}: {kind}. Noch ist nichts übernommen.</translation>
    </message>
    <message>
        <source>going on</source>
        <translation>Macht weiter</translation>
    </message>
    <message>
        <source>held back pseudo-labels canvas</source>
        <translation>zurückgehaltene Pseudolabels, Leinwand</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>learn on from them</source>
        <translation>aus ihnen weiterlernen</translation>
    </message>
    <message>
        <source>left out as no longer in the scheme: {names}</source>
        <translation>ausgelassen, da nicht mehr im Schema: {names}</translation>
    </message>
    <message>
        <source>measured: the ring round a point holds the true place with a known probability</source>
        <translation>gemessen: Der Ring um einen Punkt enthält den wahren Ort mit bekannter Wahrscheinlichkeit</translation>
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
        <source>more exact</source>
        <translation>genauer</translation>
    </message>
    <message>
        <source>more exact with many films; wants a graphics card</source>
        <translation>genauer bei vielen Aufnahmen; braucht eine Grafikkarte</translation>
    </message>
    <message>
        <source>no OneMark project</source>
        <translation>kein OneMark-Projekt</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>no point changed on {films}</source>
        <translation>kein Punkt geändert auf {films}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
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
        <source>opening the sample</source>
        <translation>Öffnet das Beispiel</translation>
    </message>
    <message>
        <source>points of a model kept on {films}</source>
        <translation>Punkte eines Modells behalten auf {films}</translation>
    </message>
    <message>
        <source>register the others again with them</source>
        <translation>die anderen mit ihnen neu registrieren</translation>
    </message>
    <message>
        <source>registration to detectors</source>
        <translation>Registrierung zu Detektoren</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>small and quick, the one for a computer without a graphics card</source>
        <translation>klein und schnell, das Richtige für einen Computer ohne Grafikkarte</translation>
    </message>
    <message>
        <source>split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>stays where a person placed it</source>
        <translation>bleibt, wo ein Mensch sie gesetzt hat</translation>
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
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>the fastest, learns nothing</source>
        <translation>am schnellsten, lernt nichts</translation>
    </message>
    <message>
        <source>within {length}</source>
        <translation>innerhalb {length}</translation>
    </message>
    <message>
        <source>{amount} on {films}</source>
        <translation>{amount} auf {films}</translation>
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
        <source>{file} exists already: try again and choose that file or another name.</source>
        <translation>{file} gibt es schon: erneut versuchen und diese Datei oder einen anderen Namen wählen.</translation>
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
        <source>{file} takes its films from another folder, {folder}: open it?</source>
        <translation>{file} nimmt die Aufnahmen aus einem anderen Ordner, {folder}: öffnen?</translation>
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
        <source>{film} is an exemplar: its points are a person&apos;s. Predict other films.</source>
        <translation>{film} ist eine Vorlage: Die Punkte sind von einem Menschen. Andere Aufnahmen vorhersagen.</translation>
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
        <source>{film} is the film to annotate first</source>
        <translation>{film} ist zuerst zu annotieren</translation>
    </message>
    <message>
        <source>{film} is the film to annotate next</source>
        <translation>{film} ist als Nächstes zu annotieren</translation>
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
        <source>{folder} ({files})</source>
        <translation>{folder} ({files})</translation>
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
        <source>{landmark} and its points on {films} were removed.</source>
        <translation>{landmark} und die zugehörigen Punkte auf {films} wurden entfernt.</translation>
    </message>
    <message>
        <source>{learned} to learn from, {kept} kept back</source>
        <translation>{learned} zum Lernen, {kept} zurückgehalten</translation>
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
            <numerusform>{model} steht in der Liste der Modelle (MRE {error:.2f} {unit} auf {n} zurückgehaltenen Aufnahme)</numerusform>
            <numerusform>{model} steht in der Liste der Modelle (MRE {error:.2f} {unit} auf {n} zurückgehaltenen Aufnahmen)</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} is in the list of models. Shall Predict take it from now on?</source>
        <translation>{model} steht in der Liste der Modelle. Soll Vorhersagen es von jetzt an verwenden?</translation>
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
        <source>{names} and {count} more</source>
        <translation>{names} und {count} weitere</translation>
    </message>
    <message>
        <source>{note}; Space goes to the most doubtful point</source>
        <translation>{note}; die Leertaste führt zum zweifelhaftesten Punkt</translation>
    </message>
    <message numerus="yes">
        <source>{n} absent landmarks</source>
        <translation>
            <numerusform>{n} fehlende Landmarke</numerusform>
            <numerusform>{n} fehlende Landmarken</numerusform>
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
        <source>{n} films without pixel spacing: lengths are blank there.</source>
        <translation>
            <numerusform>{n} Aufnahme ohne Pixelabstand: Längen sind dort leer.</numerusform>
            <numerusform>{n} Aufnahmen ohne Pixelabstand: Längen sind dort leer.</numerusform>
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
        <source>{n} new films</source>
        <translation>
            <numerusform>{n} neue Aufnahme</numerusform>
            <numerusform>{n} neue Aufnahmen</numerusform>
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
        <source>{n} predictions in it are marked as unreviewed.</source>
        <translation>
            <numerusform>{n} Vorhersage darin ist als nicht durchgesehen gekennzeichnet.</numerusform>
            <numerusform>{n} Vorhersagen darin sind als nicht durchgesehen gekennzeichnet.</numerusform>
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
            <numerusform>{n} Messwert</numerusform>
            <numerusform>{n} Messwerte</numerusform>
        </translation>
    </message>
    <message>
        <source>{outcome}. It took {time}.</source>
        <translation>{outcome}. Dauer: {time}.</translation>
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
        <source>{points} that a person decided on, on {films}</source>
        <translation>{points}, über die ein Mensch entschieden hat, auf {films}</translation>
    </message>
    <message>
        <source>{problem}

Close all the same and lose what was not saved?</source>
        <translation>{problem}

Trotzdem schließen und verlieren, was nicht gespeichert ist?</translation>
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
    <message>
        <source>{step} on {film}</source>
        <translation>{step} auf {film}</translation>
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
        <source>{what}: {end}</source>
        <translation>{what}: {end}</translation>
    </message>
    <message>
        <source>{what}: {end}. Nothing is computing any more.</source>
        <translation>{what}: {end}. Es rechnet nichts mehr.</translation>
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
