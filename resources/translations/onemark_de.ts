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
        <source> or </source>
        <translation> oder </translation>
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
        <source>&amp;Annotate one</source>
        <translation>Eine ann&amp;otieren</translation>
    </message>
    <message>
        <source>&amp;Audit...</source>
        <translation>&amp;Audit...</translation>
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
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
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
        <source>&amp;Keep zoom and place</source>
        <translation>Zoom und &amp;Ort behalten</translation>
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
        <source>&amp;Names</source>
        <translation>Na&amp;men</translation>
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
        <source>&amp;Occluded</source>
        <translation>&amp;Verdeckt</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
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
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Reset window</source>
        <translation>Fenster &amp;zurücksetzen</translation>
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
        <source>&amp;Window for all films</source>
        <translation>&amp;Fenster für alle Aufnahmen</translation>
    </message>
    <message>
        <source>&amp;Zoom out</source>
        <translation>&amp;Verkleinern</translation>
    </message>
    <message>
        <source>(no key: {action})</source>
        <translation>(keine Taste: {action})</translation>
    </message>
    <message>
        <source>1 px; with Shift 10 px, with Alt 0.1 px</source>
        <translation>1 px; mit Umschalt 10 px, mit Alt 0,1 px</translation>
    </message>
    <message>
        <source>3 px before it moves; Esc puts it back</source>
        <translation>3 px, bevor er sich bewegt; Esc setzt ihn zurück</translation>
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
        <source>A drag moves all points, at a corner scales, at the handle turns them; Esc ends it</source>
        <translation>Ziehen verschiebt alle Punkte, an einer Ecke skaliert, am Griff dreht es sie; Esc beendet es</translation>
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
        <source>A person has decided on points of {film} already: draw the films again.</source>
        <translation>Über Punkte von {film} hat schon ein Mensch entschieden: die Aufnahmen neu ziehen.</translation>
    </message>
    <message>
        <source>A point goes along its line, a ruler in eighths</source>
        <translation>Ein Punkt bleibt auf seiner Linie, ein Lineal in Achteldrehungen</translation>
    </message>
    <message>
        <source>A ruler needs two different points and a length above 0 mm: draw it again.</source>
        <translation>Ein Lineal braucht zwei verschiedene Punkte und eine Länge über 0 mm: neu zeichnen.</translation>
    </message>
    <message>
        <source>A run takes up to two and a half times as long (with few films most) and needs 20 films besides the exemplars; Registration only has no heatmaps and stays as it is</source>
        <translation>Ein Lauf dauert bis zu zweieinhalbmal so lange (bei wenigen Aufnahmen am meisten) und braucht 20 Aufnahmen neben den Vorlagen; „Nur Registrierung“ hat keine Heatmaps und bleibt, wie es ist</translation>
    </message>
    <message>
        <source>About OneMark</source>
        <translation>Über OneMark</translation>
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
        <source>Add {names}</source>
        <translation>{names} hinzufügen</translation>
    </message>
    <message>
        <source>Adopt what one machine alone saw</source>
        <translation>Übernehmen, was ein Verfahren allein sah</translation>
    </message>
    <message>
        <source>All films are shown in this window and level. {key} takes that back.</source>
        <translation>Alle Aufnahmen werden in diesem Fenster gezeigt. {key} nimmt das zurück.</translation>
    </message>
    <message>
        <source>All landmarks at once, or the chosen one alone</source>
        <translation>Alle Landmarken zugleich oder nur die gewählte</translation>
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
    <message numerus="yes">
        <source>All {n} landmarks are decided on this film.</source>
        <translation>
            <numerusform>Über die Landmarke ist auf dieser Aufnahme entschieden.</numerusform>
            <numerusform>Über alle {n} Landmarken ist auf dieser Aufnahme entschieden.</numerusform>
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
        <source>Angle at a landmark</source>
        <translation>Winkel an einer Landmarke</translation>
    </message>
    <message>
        <source>Angle of two lines</source>
        <translation>Winkel zweier Linien</translation>
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
        <source>Au&amp;to window</source>
        <translation>Fenster automatis&amp;ch</translation>
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
        <source>Back to the point before</source>
        <translation>Zurück zum Punkt davor</translation>
    </message>
    <message>
        <source>Begin an audit of {films}</source>
        <translation>Audit von {films} beginnen</translation>
    </message>
    <message>
        <source>Bring back the points and the model of the round before; what you placed stays</source>
        <translation>Punkte und Modell der Runde davor zurückholen; was Sie gesetzt haben, bleibt</translation>
    </message>
    <message>
        <source>By the film&apos;s own file its pixels are not square, or of another shape than those that were measured, so this cannot be right along both sides: measure on it, or take a table with spacing_x and spacing_y.</source>
        <translation>Nach der Datei der Aufnahme sind ihre Pixel nicht quadratisch oder anders geformt als die gemessenen, daher kann dies nicht entlang beider Seiten stimmen: auf ihr messen oder eine Tabelle mit spacing_x und spacing_y nehmen.</translation>
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
        <source>Calibrating the {percent:g} % radius needs {films} films.</source>
        <translation>Den {percent:g}-%-Radius zu kalibrieren braucht {films} Aufnahmen.</translation>
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
        <source>Change the scheme</source>
        <translation>Schema ändern</translation>
    </message>
    <message>
        <source>Checks of all &amp;films</source>
        <translation>&amp;Prüfungen aller Aufnahmen</translation>
    </message>
    <message>
        <source>Choose a point</source>
        <translation>Einen Punkt wählen</translation>
    </message>
    <message>
        <source>Choose it and bring it into sight</source>
        <translation>Sie wählen und in den sichtbaren Ausschnitt holen</translation>
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
        <source>Click each landmark; no prediction is shown.</source>
        <translation>Jede Landmarke anklicken; keine Vorhersage wird gezeigt.</translation>
    </message>
    <message>
        <source>Click its ghost</source>
        <translation>Seinen Geisterpunkt anklicken</translation>
    </message>
    <message>
        <source>Click the first landmark, or type names on the right</source>
        <translation>Die erste Landmarke anklicken oder rechts Namen eingeben</translation>
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
        <source>Close OneMark</source>
        <translation>OneMark schließen</translation>
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
        <source>Comparing the films...</source>
        <translation>Aufnahmen werden verglichen...</translation>
    </message>
    <message>
        <source>Copied {points} of {film}: {key} puts them on another film.</source>
        <translation>{points} von {film} kopiert: {key} fügt sie auf einer anderen Aufnahme ein.</translation>
    </message>
    <message>
        <source>Copy {points} of {film}</source>
        <translation>{points} von {film} kopieren</translation>
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
        <source>Damaged in {file} and left out: {parts}. All else is here.</source>
        <translation>Beschädigt in {file} und weggelassen: {parts}. Alles andere ist da.</translation>
    </message>
    <message>
        <source>Describe {name}</source>
        <translation>{name} beschreiben</translation>
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
        <source>Distances, angles and ratios of the film on screen, with errors and norms</source>
        <translation>Abstände, Winkel und Verhältnisse der Aufnahme auf dem Bildschirm, mit Fehlern und Normen</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Den Schritt wieder ausführen</translation>
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
        <source>Drawn films to try OneMark on</source>
        <translation>Gezeichnete Aufnahmen, um OneMark auszuprobieren</translation>
    </message>
    <message>
        <source>E&amp;xclude</source>
        <translation>Aussc&amp;hließen</translation>
    </message>
    <message>
        <source>Edit &gt; Settings gives other keys.</source>
        <translation>Bearbeiten &gt; Einstellungen vergibt andere Tasten.</translation>
    </message>
    <message>
        <source>End the audit</source>
        <translation>Audit beenden</translation>
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
        <source>Error unknown: it rests on placed points.</source>
        <translation>Fehler unbekannt: Er beruht auf gesetzten Punkten.</translation>
    </message>
    <message>
        <source>Errors in {unit}.</source>
        <translation>Fehler in {unit}.</translation>
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
        <source>Everything is saved as you go</source>
        <translation>Alles wird laufend gespeichert</translation>
    </message>
    <message>
        <source>Everything that runs: propagate, train, predict, and how it went</source>
        <translation>Alles, was läuft: übertragen, trainieren, vorhersagen, und wie es verlief</translation>
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
        <source>Export &amp;measurements...</source>
        <translation>&amp;Messungen exportieren...</translation>
    </message>
    <message>
        <source>Fi&amp;lm</source>
        <translation>&amp;Aufnahme</translation>
    </message>
    <message>
        <source>Film is read</source>
        <translation>Aufnahme ist befundet</translation>
    </message>
    <message>
        <source>Films and landmarks, the farthest first; a click goes there</source>
        <translation>Aufnahmen und Landmarken, die weitesten zuerst; ein Klick geht dorthin</translation>
    </message>
    <message>
        <source>Films that came into the folder, went, or were renamed since it was opened</source>
        <translation>Aufnahmen, die seit dem Öffnen in den Ordner kamen, verschwanden oder umbenannt wurden</translation>
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
        <source>Finish {film}</source>
        <translation>{film} abschließen</translation>
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
        <source>Forget what the run that was not finished has computed, and propagate</source>
        <translation>Vergessen, was der nicht beendete Lauf berechnet hat, und übertragen</translation>
    </message>
    <message>
        <source>Formula of other measurements</source>
        <translation>Formel aus anderen Messungen</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a landmark</comment>
        <translation>Von</translation>
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
        <source>Go on with it</source>
        <translation>Fortsetzen</translation>
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
        <source>Greatest tilt of lines, from the top (Cobb)</source>
        <translation>Größte Neigung von Linien, von oben (Cobb)</translation>
    </message>
    <message>
        <source>Greyed out: it needs {need}.</source>
        <translation>Ausgegraut, nötig ist: {need}.</translation>
    </message>
    <message>
        <source>H held</source>
        <translation>H gehalten</translation>
    </message>
    <message>
        <source>Heatma&amp;p fainter</source>
        <translation>Heatmap sch&amp;wächer</translation>
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
        <source>Heatmap stronger or fainter</source>
        <translation>Heatmap stärker oder schwächer</translation>
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
        <source>Import a model first, with Models...</source>
        <translation>Zuerst ein Modell importieren, mit Modelle...</translation>
    </message>
    <message>
        <source>Import landmarks of {films}</source>
        <translation>Landmarken von {films} importieren</translation>
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
        <source>Its anatomy is not on this film</source>
        <translation>Ihre Anatomie ist auf dieser Aufnahme nicht zu sehen</translation>
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
        <source>Keep the project at another place from now on, also where its folder cannot be written</source>
        <translation>Das Projekt von nun an an einem anderen Ort führen, auch wo sein Ordner nicht beschreibbar ist</translation>
    </message>
    <message>
        <source>Keys marked * work while the film has the focus (click it, or press {next-panel}).</source>
        <translation>Tasten mit * wirken, solange die Aufnahme den Fokus hat (sie anklicken oder {next-panel} drücken).</translation>
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
        <source>Landmarks that were answered with Not for this landmark are offered again</source>
        <translation>Landmarken, die mit „Nicht für diese Landmarke“ beantwortet wurden, wieder anbieten</translation>
    </message>
    <message>
        <source>Landmarks were renamed or removed since this round: undo that first.</source>
        <translation>Seit dieser Runde wurden Landmarken umbenannt oder entfernt: das zuerst rückgängig machen.</translation>
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
        <source>Leave later predictions as they are</source>
        <translation>Spätere Vorhersagen lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Leave {name} where the model has it</source>
        <translation>{name} lassen, wo das Modell sie hat</translation>
    </message>
    <message>
        <source>Left click</source>
        <translation>Linksklick</translation>
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
        <source>Local &amp;contrast</source>
        <translation>Lokaler &amp;Kontrast</translation>
    </message>
    <message>
        <source>M&amp;easurements</source>
        <translation>Messu&amp;ngen</translation>
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
        <source>Middle drag, or Space + drag</source>
        <translation>Mit der mittleren Taste ziehen, oder Leertaste + ziehen</translation>
    </message>
    <message>
        <source>Millimetres from a &amp;table...</source>
        <translation>Millimeter aus &amp;einer Tabelle...</translation>
    </message>
    <message>
        <source>Mouse and held keys</source>
        <translation>Maus und gehaltene Tasten</translation>
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
        <source>Moved {points} on {films}</source>
        <translation>{points} auf {films} verschoben</translation>
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
        <source>Next doubtful point</source>
        <translation>Nächster zweifelhafter Punkt</translation>
    </message>
    <message>
        <source>Next: {landmark}   ({counts})</source>
        <translation>Weiter: {landmark}   ({counts})</translation>
    </message>
    <message>
        <source>No audit waits for {film}: go on with the next film.</source>
        <translation>Kein Audit wartet auf {film}: mit der nächsten Aufnahme weitermachen.</translation>
    </message>
    <message>
        <source>No film before this one has points.</source>
        <translation>Keine Aufnahme vor dieser hat Punkte.</translation>
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
        <source>No film: open a folder</source>
        <translation>Keine Aufnahme: einen Ordner öffnen</translation>
    </message>
    <message>
        <source>No landmark was left out: nothing has to be asked again.</source>
        <translation>Keine Landmarke wurde ausgelassen: Nichts ist erneut zu fragen.</translation>
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
        <source>No set that ships measures these landmarks: View &gt; Measurements, then choose or open one.</source>
        <translation>Kein mitgelieferter Satz misst diese Landmarken: Ansicht &gt; Messungen, dann einen wählen oder öffnen.</translation>
    </message>
    <message>
        <source>Nobody has timed it on this computer yet: a run begins with that.</source>
        <translation>Auf diesem Rechner ist die Dauer noch nicht gemessen: Damit beginnt ein Lauf.</translation>
    </message>
    <message>
        <source>NominalScannedPixelSpacing (mm on the film)</source>
        <translation>NominalScannedPixelSpacing (mm auf dem Film)</translation>
    </message>
    <message>
        <source>Norm {norms}</source>
        <translation>Norm {norms}</translation>
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
        <source>Nothing is copied yet: {key} copies the points of a film.</source>
        <translation>Noch ist nichts kopiert: {key} kopiert die Punkte einer Aufnahme.</translation>
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
        <source>Nothing is predicted yet: Propagate finds the landmarks of the other films.</source>
        <translation>Noch ist nichts vorhergesagt: Übertragen findet die Landmarken der anderen Aufnahmen.</translation>
    </message>
    <message>
        <source>Nothing is predicted yet: annotate one film, then propagate.</source>
        <translation>Noch ist nichts vorhergesagt: eine Aufnahme annotieren, dann übertragen.</translation>
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
        <source>Nudge the chosen point</source>
        <translation>Den gewählten Punkt anstoßen</translation>
    </message>
    <message>
        <source>Of</source>
        <comment>a landmark</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>On a point, on the film, on a row of a list</source>
        <translation>Auf einem Punkt, auf der Aufnahme, auf einer Zeile einer Liste</translation>
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
        <source>On this computer: {times}</source>
        <translation>Auf diesem Rechner: {times}</translation>
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
        <source>Open a folder of films</source>
        <translation>Einen Ordner mit Aufnahmen öffnen</translation>
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
        <source>Open pro&amp;ject...</source>
        <translation>&amp;Projekt öffnen...</translation>
    </message>
    <message>
        <source>Open recen&amp;t</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Order the landmarks</source>
        <translation>Landmarken ordnen</translation>
    </message>
    <message>
        <source>Other spellings of {name}</source>
        <translation>Andere Schreibweisen von {name}</translation>
    </message>
    <message>
        <source>Outliers of shape, exchanged sides, missing points, mixed views, negatives, duplicates</source>
        <translation>Ausreißer der Form, vertauschte Seiten, fehlende Punkte, gemischte Ansichten, Negative, Doppelte</translation>
    </message>
    <message>
        <source>P&amp;rediction</source>
        <translation>&amp;Vorhersage</translation>
    </message>
    <message>
        <source>Pair {name} with {partner}</source>
        <translation>{name} mit {partner} paaren</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Paste po&amp;ints</source>
        <translation>Punk&amp;te einfügen</translation>
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
        <source>Pixel spacing must be a number above 0 mm: type it again.</source>
        <translation>Der Pixelabstand muss eine Zahl über 0 mm sein: erneut eingeben.</translation>
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
        <source>Points of the film &amp;before</source>
        <translation>&amp;Punkte der Aufnahme davor</translation>
    </message>
    <message>
        <source>Points that you placed or accepted can be moved again.</source>
        <translation>Punkte, die Sie gesetzt oder angenommen haben, lassen sich wieder verschieben.</translation>
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
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Predict &amp;all films</source>
        <translation>Alle Aufnahmen vorher&amp;sagen</translation>
    </message>
    <message>
        <source>Predict the &amp;selected films</source>
        <translation>&amp;Ausgewählte Aufnahmen vorhersagen</translation>
    </message>
    <message>
        <source>Predict: {model}</source>
        <translation>Vorhersagen: {model}</translation>
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
        <source>Read a CSV with the columns image,mm_per_px or image,spacing_x,spacing_y</source>
        <translation>Eine CSV mit den Spalten image,mm_per_px oder image,spacing_x,spacing_y lesen</translation>
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
        <source>Reading {film}...</source>
        <translation>{film} wird gelesen...</translation>
    </message>
    <message>
        <source>Registration and detectors lie under the points of this film: they agree. Zoom in to see how far they are apart.</source>
        <translation>Registrierung und Detektoren liegen unter den Punkten dieser Aufnahme: Sie stimmen überein. Hineinzoomen zeigt, wie weit sie auseinanderliegen.</translation>
    </message>
    <message>
        <source>Relink {films}</source>
        <translation>{films} neu zuordnen</translation>
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
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Rename {old} to {new}</source>
        <translation>{old} in {new} umbenennen</translation>
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
        <source>Sa&amp;ve as...</source>
        <translation>&amp;Speichern unter...</translation>
    </message>
    <message>
        <source>Save the methods paragraph</source>
        <translation>Methodenabschnitt speichern</translation>
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
        <source>Second line from</source>
        <translation>Zweite Linie von</translation>
    </message>
    <message>
        <source>Second line to</source>
        <translation>Zweite Linie nach</translation>
    </message>
    <message>
        <source>Set pixel spacing of {films}</source>
        <translation>Pixelabstand von {films} setzen</translation>
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
        <translation>Alle Aufnahmen im Fenster dieser zeigen</translation>
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
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Start &amp;from a scheme</source>
        <translation>&amp;Mit einem Schema beginnen</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>Anhalten, was läuft</translation>
    </message>
    <message>
        <source>Swap dark and bright</source>
        <translation>Dunkel und Hell tauschen</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
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
        <source>Tapped: the worst of all films first, from near; {fit}: the whole film</source>
        <translation>Kurz gedrückt: der schlechteste aller Aufnahmen zuerst, aus der Nähe; {fit}: die ganze Aufnahme</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>That is outside the film: place landmarks on the film.</source>
        <translation>Das liegt außerhalb der Aufnahme: Landmarken auf der Aufnahme setzen.</translation>
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
        <source>The copied points, undecided: move and accept them</source>
        <translation>Die kopierten Punkte, unentschieden: verschieben und annehmen</translation>
    </message>
    <message>
        <source>The errors of the latest audit, its calibrated radius, and a paragraph for a paper</source>
        <translation>Die Fehler des letzten Audits, sein kalibrierter Radius und ein Absatz für einen Artikel</translation>
    </message>
    <message>
        <source>The file as it was is kept as {file}.</source>
        <translation>Die Datei, wie sie war, ist als {file} aufbewahrt.</translation>
    </message>
    <message>
        <source>The files say no mm per pixel that could be divided: type it instead.</source>
        <translation>Die Dateien nennen keine mm je Pixel, die zu teilen wären: stattdessen eingeben.</translation>
    </message>
    <message>
        <source>The landmarks are others than before: put them in order again.</source>
        <translation>Die Landmarken sind andere als zuvor: erneut ordnen.</translation>
    </message>
    <message>
        <source>The last unsaved edits do not fit {file}: they are kept as {kept}.</source>
        <translation>Die letzten ungespeicherten Änderungen passen nicht zu {file}: Sie sind als {kept} aufbewahrt.</translation>
    </message>
    <message>
        <source>The mean of the norm is no number: type it such as 82.5.</source>
        <translation>Der Mittelwert der Norm ist keine Zahl: etwa als 82.5 eingeben.</translation>
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
        <source>The mm of a film are unknown: sizes are compared in pixels.</source>
        <translation>Die mm einer Aufnahme sind unbekannt: Größen werden in Pixeln verglichen.</translation>
    </message>
    <message>
        <source>The model brings the names of its landmarks.</source>
        <translation>Das Modell bringt die Namen seiner Landmarken mit.</translation>
    </message>
    <message>
        <source>The model looks for its landmarks: they are shown when all films are done</source>
        <translation>Das Modell sucht seine Landmarken: Sie werden gezeigt, wenn alle Aufnahmen fertig sind</translation>
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
        <source>The other films learn from this one</source>
        <translation>Die anderen Aufnahmen lernen von dieser</translation>
    </message>
    <message>
        <source>The picture {path} is written.</source>
        <translation>Das Bild {path} ist geschrieben.</translation>
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
        <source>The predictions of this project against {table} on {films}. The project stays as it is.</source>
        <translation>Die Vorhersagen dieses Projekts gegen {table} auf {films}. Das Projekt bleibt, wie es ist.</translation>
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
        <source>The radius is on the predictions of {films}: the ring round a point holds the true place with {percent:g} %. Undo takes it back.</source>
        <translation>Der Radius ist auf den Vorhersagen von {films}: Der Ring um einen Punkt enthält mit {percent:g} % die wahre Stelle. Rückgängig nimmt ihn zurück.</translation>
    </message>
    <message>
        <source>The radius that holds {percent:g} % of the points can be calibrated.</source>
        <translation>Der Radius, der {percent:g} % der Punkte enthält, lässt sich kalibrieren.</translation>
    </message>
    <message>
        <source>The review began here: Space goes to the worst point.</source>
        <translation>Die Durchsicht begann hier: Die Leertaste geht zum schlechtesten Punkt.</translation>
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
        <source>The size of {film} is not known before it was read: wait, and try again.</source>
        <translation>Die Größe von {film} ist erst bekannt, wenn sie gelesen ist: warten und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The small hollow marks beside the point</source>
        <translation>Die kleinen hohlen Zeichen neben dem Punkt</translation>
    </message>
    <message>
        <source>The unsaved edits cannot be read ({reason}): check the disk and open again.</source>
        <translation>Die ungespeicherten Änderungen sind nicht lesbar ({reason}): den Datenträger prüfen und neu öffnen.</translation>
    </message>
    <message>
        <source>The width of each landmark&apos;s heatmap is learned too.</source>
        <translation>Auch die Breite der Heatmap jeder Landmarke wird gelernt.</translation>
    </message>
    <message>
        <source>There is no backup: put your own copy in its place, or start anew (the file is kept).</source>
        <translation>Es gibt keine Sicherung: eine eigene Kopie an ihre Stelle legen oder neu beginnen (die Datei bleibt erhalten).</translation>
    </message>
    <message>
        <source>There is no good backup</source>
        <translation>Es gibt keine gute Sicherung</translation>
    </message>
    <message>
        <source>There is no model at hand: Prediction &gt; Models imports one.</source>
        <translation>Es ist kein Modell vorhanden: Vorhersage &gt; Modelle importiert eines.</translation>
    </message>
    <message>
        <source>These two landmarks are not both placed on any of these films: place them first.</source>
        <translation>Diese beiden Landmarken sind auf keiner dieser Aufnahmen beide gesetzt: sie zuerst setzen.</translation>
    </message>
    <message>
        <source>This film cannot be read: the reason stands in its place.</source>
        <translation>Diese Aufnahme ist nicht lesbar: Der Grund steht an ihrer Stelle.</translation>
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
        <source>Those that nobody has decided on follow, the nearer the more</source>
        <translation>Die, über die niemand entschieden hat, folgen, je näher, desto mehr</translation>
    </message>
    <message>
        <source>Through all that Space has shown</source>
        <translation>Durch alles, was die Leertaste gezeigt hat</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a landmark</comment>
        <translation>Nach</translation>
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
        <source>Two films would both be linked to {new}: keep one of them.</source>
        <translation>Zwei Aufnahmen würden {new} zugeordnet: eine von ihnen behalten.</translation>
    </message>
    <message>
        <source>Two landmarks were renamed to the same name: choose different names.</source>
        <translation>Zwei Landmarken erhielten denselben Namen: verschiedene Namen wählen.</translation>
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
        <source>Undo &amp;history...</source>
        <translation>&amp;Verlauf der Schritte...</translation>
    </message>
    <message>
        <source>Undo takes them back.</source>
        <translation>Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Unplace {name}</source>
        <translation>Punkt {name} entfernen</translation>
    </message>
    <message>
        <source>Use the audit&apos;s radius on {films}</source>
        <translation>Radius des Audits auf {films} verwenden</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was möglich ist</translation>
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
        <source>What registration and detectors each said of this film is not known: there is nothing to show beside its points.</source>
        <translation>Was Registrierung und Detektoren jeweils zu dieser Aufnahme ergaben, ist nicht bekannt: Neben ihren Punkten ist nichts zu zeigen.</translation>
    </message>
    <message>
        <source>What the counter says</source>
        <translation>Was der Zähler sagt</translation>
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
        <source>What was assumed, and each point, film and file that was not taken, as a list to copy</source>
        <translation>Was angenommen wurde, und jeder Punkt, jede Aufnahme und Datei, die nicht übernommen wurden, als Liste zum Kopieren</translation>
    </message>
    <message>
        <source>What was learned last learns on from all that you placed, accepted and corrected since</source>
        <translation>Das zuletzt Gelernte lernt weiter aus allem, was Sie seither gesetzt, angenommen und korrigiert haben</translation>
    </message>
    <message>
        <source>What was run, on how many films, how exact it was; two runs can be compared</source>
        <translation>Was lief, auf wie vielen Aufnahmen, wie genau es war; zwei Läufe lassen sich vergleichen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>When to s&amp;top reviewing</source>
        <translation>&amp;Wann die Durchsicht endet</translation>
    </message>
    <message>
        <source>Where registration and each detector alone see all landmarks, not the chosen one only</source>
        <translation>Wo Registrierung und jeder Detektor allein alle Landmarken sehen, nicht nur die gewählte</translation>
    </message>
    <message>
        <source>While the heatmap is shown</source>
        <translation>Solange die Heatmap gezeigt wird</translation>
    </message>
    <message>
        <source>Window (across) and level (up, down)</source>
        <translation>Fensterbreite (quer) und -mitte (auf, ab)</translation>
    </message>
    <message>
        <source>Window and level as the film was stored</source>
        <translation>Fenster, wie die Aufnahme gespeichert wurde</translation>
    </message>
    <message>
        <source>Window and level by the part in sight</source>
        <translation>Fenster nach dem sichtbaren Ausschnitt</translation>
    </message>
    <message>
        <source>Write a model file: “onemark predict” finds the landmarks on other films with it</source>
        <translation>Eine Modelldatei schreiben: „onemark predict“ findet damit die Landmarken auf anderen Aufnahmen</translation>
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
        <source>Write the measurement into</source>
        <translation>Messung schreiben in</translation>
    </message>
    <message numerus="yes">
        <source>Your own variability ({n} films read twice): your second clicks lie {mre:.2f} {unit}{interval} from your first ones, 95 % within {limit:.2f} {unit}. {within:.0f} %{within_interval} of the predictions lie within that; 95 % would be as good as you.</source>
        <translation>
            <numerusform>Ihre eigene Variabilität ({n} Aufnahme zweimal befundet): Ihre zweiten Klicks liegen {mre:.2f} {unit}{interval} von Ihren ersten, 95 % innerhalb {limit:.2f} {unit}. {within:.0f} %{within_interval} der Vorhersagen liegen darin; 95 % wären so gut wie Sie.</numerusform>
            <numerusform>Ihre eigene Variabilität ({n} Aufnahmen zweimal befundet): Ihre zweiten Klicks liegen {mre:.2f} {unit}{interval} von Ihren ersten, 95 % innerhalb {limit:.2f} {unit}. {within:.0f} %{within_interval} der Vorhersagen liegen darin; 95 % wären so gut wie Sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your {landmark} lies {way}, {films}</source>
        <translation>Ihre Landmarke {landmark} liegt {way}, {films}</translation>
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
        <source>an exemplar (a film with every landmark placed), other films, and no running job</source>
        <translation>eine Vorlage (eine Aufnahme, auf der jede Landmarke gesetzt ist), andere Aufnahmen und kein Lauf im Gange</translation>
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
        <source>detector 1</source>
        <translation>Detektor 1</translation>
    </message>
    <message>
        <source>detector 2</source>
        <translation>Detektor 2</translation>
    </message>
    <message>
        <source>doubt {number}, no unit</source>
        <translation>Zweifel {number}, ohne Einheit</translation>
    </message>
    <message>
        <source>film {name}</source>
        <translation>Aufnahme {name}</translation>
    </message>
    <message>
        <source>gamma {gamma:.2f}</source>
        <translation>Gamma {gamma:.2f}</translation>
    </message>
    <message>
        <source>group {value}</source>
        <translation>Gruppe {value}</translation>
    </message>
    <message>
        <source>inverted</source>
        <translation>invertiert</translation>
    </message>
    <message>
        <source>it is no OneMark project</source>
        <translation>sie ist kein OneMark-Projekt</translation>
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
        <source>its {key}</source>
        <translation>Angabe {key}</translation>
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
        <source>median there {length}</source>
        <translation>Median dort {length}</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>mm by {sources}.</source>
        <translation>mm nach {sources}.</translation>
    </message>
    <message>
        <source>mm by {source}</source>
        <translation>mm nach {source}</translation>
    </message>
    <message>
        <source>needs {films} films</source>
        <translation>braucht {films} Aufnahmen</translation>
    </message>
    <message>
        <source>no spacing</source>
        <translation>ohne Pixelabstand</translation>
    </message>
    <message>
        <source>norm {mean:g}</source>
        <translation>Norm {mean:g}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>predicted landmarks</source>
        <translation>vorhergesagte Landmarken</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>ruler</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>side {value}</source>
        <translation>Seite {value}</translation>
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
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>the edit that was being written then is lost</source>
        <translation>die gerade geschriebene Änderung ging verloren</translation>
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
        <source>the opinions on {name}</source>
        <translation>die Einschätzungen zu {name}</translation>
    </message>
    <message>
        <source>the reading of {name}</source>
        <translation>der Leseversatz zu {name}</translation>
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
        <source>the unknown {name} of {of}</source>
        <translation>das unbekannte {name} von {of}</translation>
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
        <source>typed</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>view {value}</source>
        <translation>Ansicht {value}</translation>
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
        <source>with absent landmarks</source>
        <translation>mit fehlenden Landmarken</translation>
    </message>
    <message>
        <source>with occluded landmarks</source>
        <translation>mit verdeckten Landmarken</translation>
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
        <source>{action} has its usual keys again.</source>
        <translation>{action} hat wieder die üblichen Tasten.</translation>
    </message>
    <message>
        <source>{backup}, which holds the same</source>
        <translation>{backup}, und darin steht dasselbe</translation>
    </message>
    <message>
        <source>{clicks}. Success rates will be known to about ±{width:.0f} points (95 % interval).</source>
        <translation>{clicks}. Erfolgsraten werden auf etwa ±{width:.0f} Prozentpunkte bekannt sein (95-%-Intervall).</translation>
    </message>
    <message>
        <source>{count} predicted</source>
        <translation>{count} vorhergesagt</translation>
    </message>
    <message>
        <source>{done} of {landmarks} decided</source>
        <translation>{done} von {landmarks} entschieden</translation>
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
        <source>{file} exists there already: choose another name.</source>
        <translation>{file} gibt es dort schon: einen anderen Namen wählen.</translation>
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
        <source>{file} is no name of a text: choose one that ends in .txt.</source>
        <translation>{file} ist kein Name eines Textes: einen wählen, der auf .txt endet.</translation>
    </message>
    <message>
        <source>{file} is no project: choose a folder of films or a project file.</source>
        <translation>{file} ist kein Projekt: einen Ordner mit Aufnahmen oder eine Projektdatei wählen.</translation>
    </message>
    <message>
        <source>{file} of {time:%Y-%m-%d %H:%M}</source>
        <translation>{file} von {time:%Y-%m-%d %H:%M}</translation>
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
        <source>{film} is read without predictions: finish the audit, then import.</source>
        <translation>{film} wird ohne Vorhersagen befundet: das Audit abschließen, dann importieren.</translation>
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
        <source>{folder} cannot be written ({reason}): choose another place for the project file to keep your work.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}): einen anderen Ort für die Projektdatei wählen, um Ihre Arbeit zu behalten.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}): choose another place.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}): einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
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
        <source>{landmark} is locked: Landmark &gt; Lock decided points lets it go.</source>
        <translation>{landmark} ist gesperrt: Landmarke &gt; Entschiedene Punkte sperren gibt sie frei.</translation>
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
        <source>{mark-move}, then left click</source>
        <translation>{mark-move}, dann Linksklick</translation>
    </message>
    <message>
        <source>{moved}; Undo takes it back.</source>
        <translation>{moved}; Rückgängig nimmt es zurück.</translation>
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
        <source>{n} films</source>
        <translation>
            <numerusform>{n} Aufnahme</numerusform>
            <numerusform>{n} Aufnahmen</numerusform>
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
        <source>{n} films of the audit are not read. The points that were there before come back, and your clicks stay. End the audit?</source>
        <translation>
            <numerusform>{n} Aufnahme des Audits ist nicht befundet. Die Punkte, die vorher da waren, kommen zurück, und Ihre Klicks bleiben. Das Audit beenden?</numerusform>
            <numerusform>{n} Aufnahmen des Audits sind nicht befundet. Die Punkte, die vorher da waren, kommen zurück, und Ihre Klicks bleiben. Das Audit beenden?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films of the chosen ones must be read first: wait until all films are read, then set the magnification again.</source>
        <translation>
            <numerusform>{n} Aufnahme der gewählten muss erst gelesen werden: warten, bis alle gelesen sind, dann die Vergrößerung erneut setzen.</numerusform>
            <numerusform>{n} Aufnahmen der gewählten müssen erst gelesen werden: warten, bis alle gelesen sind, dann die Vergrößerung erneut setzen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} films still to be read for their pictures</source>
        <translation>
            <numerusform>{n} Aufnahme ist für ihr Bild noch zu lesen</numerusform>
            <numerusform>{n} Aufnahmen sind für ihr Bild noch zu lesen</numerusform>
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
        <source>{n} points</source>
        <translation>
            <numerusform>{n} Punkt</numerusform>
            <numerusform>{n} Punkte</numerusform>
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
    <message>
        <source>{place} does not exist: choose a folder of films or a project.</source>
        <translation>{place} gibt es nicht: einen Ordner mit Aufnahmen oder ein Projekt wählen.</translation>
    </message>
    <message>
        <source>{predictions} lie where you saw no landmark.</source>
        <translation>{predictions} an Stellen, an denen Sie keine Landmarke sahen.</translation>
    </message>
    <message>
        <source>{spelling} is a spelling of {other} already: choose another one.</source>
        <translation>{spelling} ist schon eine Schreibweise von {other}: eine andere wählen.</translation>
    </message>
    <message>
        <source>{step}. Undo takes it back.</source>
        <translation>{step}. Rückgängig nimmt es zurück.</translation>
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
        <source>{symbol} is written into {file}.</source>
        <translation>{symbol} ist in {file} geschrieben.</translation>
    </message>
    <message>
        <source>{time} here</source>
        <translation>{time} hier</translation>
    </message>
    <message>
        <source>{what}: {decided} of {landmarks} landmarks decided.</source>
        <translation>{what}: {decided} von {landmarks} Landmarken entschieden.</translation>
    </message>
</context>
</TS>
