<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>OneMark</name>
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
    <message>
        <source>An excluded film cannot be an exemplar: include it first.</source>
        <translation>Eine ausgeschlossene Aufnahme kann keine Vorlage sein: sie zuerst wieder aufnehmen.</translation>
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
        <source>Au&amp;to window</source>
        <translation>Fenster automatis&amp;ch</translation>
    </message>
    <message>
        <source>Audit &amp;report</source>
        <translation>&amp;Bericht des Audits</translation>
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
        <source>Click its ghost</source>
        <translation>Seinen Geisterpunkt anklicken</translation>
    </message>
    <message>
        <source>Click the point</source>
        <translation>Den Punkt anklicken</translation>
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
        <source>Damaged in {file} and left out: {parts}. All else is here.</source>
        <translation>Beschädigt in {file} und weggelassen: {parts}. Alles andere ist da.</translation>
    </message>
    <message>
        <source>Describe {name}</source>
        <translation>{name} beschreiben</translation>
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
        <source>Drag along something of known length: it gives the mm per pixel; Esc leaves it</source>
        <translation>Entlang von etwas bekannter Länge ziehen: Es ergibt die mm je Pixel; Esc verlässt es</translation>
    </message>
    <message>
        <source>Drag the point</source>
        <translation>Den Punkt ziehen</translation>
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
        <source>Esc leaves it where it is</source>
        <translation>Esc lässt ihn, wo er ist</translation>
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
        <source>Export &amp;measurements...</source>
        <translation>&amp;Messungen exportieren...</translation>
    </message>
    <message>
        <source>Fi&amp;lm</source>
        <translation>&amp;Aufnahme</translation>
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
        <source>Forget what the run that was not finished has computed, and propagate</source>
        <translation>Vergessen, was der nicht beendete Lauf berechnet hat, und übertragen</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>Ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Go round films, film view and landmarks</source>
        <translation>Reihum zu Aufnahmen, Bildansicht und Landmarken gehen</translation>
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
        <source>Import a model first, with Models...</source>
        <translation>Zuerst ein Modell importieren, mit Modelle...</translation>
    </message>
    <message>
        <source>Import landmarks of {films}</source>
        <translation>Landmarken von {films} importieren</translation>
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
        <source>Later predictions of the chosen model are moved by what your own points have shown; each point keeps where the model had it</source>
        <translation>Spätere Vorhersagen des gewählten Modells werden um das verschoben, was Ihre eigenen Punkte gezeigt haben; jeder Punkt behält, wo das Modell ihn hatte</translation>
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
        <source>No audit waits for {film}: go on with the next film.</source>
        <translation>Kein Audit wartet auf {film}: mit der nächsten Aufnahme weitermachen.</translation>
    </message>
    <message>
        <source>Nobody has timed it on this computer yet: a run begins with that.</source>
        <translation>Auf diesem Rechner ist die Dauer noch nicht gemessen: Damit beginnt ein Lauf.</translation>
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
        <source>Propagate: {way}</source>
        <translation>Übertragen: {way}</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>L&amp;äufe</translation>
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
        <source>Read tables and files of other programs; what comes from elsewhere is shown before it is taken</source>
        <translation>Tabellen und Dateien anderer Programme lesen; was von anderswo kommt, wird gezeigt, bevor es übernommen wird</translation>
    </message>
    <message>
        <source>Read {films} again</source>
        <translation>{films} erneut befunden</translation>
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
        <translation>Sicherung übernehmen</translation>
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
        <source>That is outside the film: place landmarks on the film.</source>
        <translation>Das liegt außerhalb der Aufnahme: Landmarken auf der Aufnahme setzen.</translation>
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
        <source>The project file is an older one</source>
        <translation>Die Projektdatei ist eine ältere</translation>
    </message>
    <message>
        <source>The project has no film {film}: open the folder that holds it.</source>
        <translation>Das Projekt hat keine Aufnahme {film}: den Ordner öffnen, der sie enthält.</translation>
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
        <source>This film has no landmarks yet: place some before it can be an exemplar.</source>
        <translation>Diese Aufnahme hat noch keine Landmarken: erst welche setzen, dann kann sie Vorlage sein.</translation>
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
        <source>Try this computer for some seconds and tell the times for these films</source>
        <translation>Diesen Rechner einige Sekunden prüfen und die Dauer für diese Aufnahmen nennen</translation>
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
        <source>film {name}</source>
        <translation>Aufnahme {name}</translation>
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
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>predicted landmarks</source>
        <translation>vorhergesagte Landmarken</translation>
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
        <source>{action} has its usual keys again.</source>
        <translation>{action} hat wieder die üblichen Tasten.</translation>
    </message>
    <message>
        <source>{backup}, which holds the same</source>
        <translation>{backup}, und darin steht dasselbe</translation>
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
    <message numerus="yes">
        <source>{film} has {n} landmarks undecided: click {first}, or say that it is absent.</source>
        <translation>
            <numerusform>Auf {film} ist über {n} Landmarke nicht entschieden: {first} anklicken oder als fehlend angeben.</numerusform>
            <numerusform>Auf {film} ist über {n} Landmarken nicht entschieden: {first} anklicken oder als fehlend angeben.</numerusform>
        </translation>
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
        <source>{mark-move}, then left click</source>
        <translation>{mark-move}, dann Linksklick</translation>
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
        <source>{new} has landmarks of its own: {old} cannot be linked to it.</source>
        <translation>{new} hat eigene Landmarken: {old} lässt sich nicht zuordnen.</translation>
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
        <source>{n} films of the chosen ones must be read first: wait until all films are read, then set the magnification again.</source>
        <translation>
            <numerusform>{n} Aufnahme der gewählten muss erst gelesen werden: warten, bis alle gelesen sind, dann die Vergrößerung erneut setzen.</numerusform>
            <numerusform>{n} Aufnahmen der gewählten müssen erst gelesen werden: warten, bis alle gelesen sind, dann die Vergrößerung erneut setzen.</numerusform>
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
        <source>{n} points</source>
        <translation>
            <numerusform>{n} Punkt</numerusform>
            <numerusform>{n} Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>{place} does not exist: choose a folder of films or a project.</source>
        <translation>{place} gibt es nicht: einen Ordner mit Aufnahmen oder ein Projekt wählen.</translation>
    </message>
    <message>
        <source>{spelling} is a spelling of {other} already: choose another one.</source>
        <translation>{spelling} ist schon eine Schreibweise von {other}: eine andere wählen.</translation>
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
        <source>{time} here</source>
        <translation>{time} hier</translation>
    </message>
</context>
</TS>
