<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>OneMark</name>
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
        <source>&amp;Add</source>
        <translation>Hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;All usual keys</source>
        <translation>&amp;Alle üblichen Tasten</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>An&amp;wenden</translation>
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
        <source>&amp;Done</source>
        <translation>Ferti&amp;g</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>&amp;Epochen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>All&amp;gemein</translation>
    </message>
    <message>
        <source>&amp;Keep back</source>
        <translation>&amp;Zurückhalten</translation>
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
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;New line</source>
        <translation>&amp;Neue Linie</translation>
    </message>
    <message>
        <source>&amp;Not for this landmark</source>
        <translation>Für diese Landmarke &amp;nicht</translation>
    </message>
    <message>
        <source>&amp;Other file...</source>
        <translation>Andere Da&amp;tei...</translation>
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
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>&amp;Übernehmen</translation>
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
        <source>1 to {most}</source>
        <translation>1 bis {most}</translation>
    </message>
    <message>
        <source>2  Propagate</source>
        <translation>2  Übertragen</translation>
    </message>
    <message>
        <source>3  Review and export</source>
        <translation>3  Durchsehen, exportieren</translation>
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
        <source>A landmark; type a part of its name</source>
        <translation>Eine Landmarke; einen Teil ihres Namens eingeben</translation>
    </message>
    <message>
        <source>A model holds the detectors, the landmarks&apos; names and how the run was made. It finds the landmarks on further films: here with Predict, elsewhere with “onemark predict”.</source>
        <translation>Ein Modell enthält die Detektoren, die Namen der Landmarken und wie der Lauf gemacht wurde. Es findet die Landmarken auf weiteren Aufnahmen: hier mit „Vorhersagen“, anderswo mit „onemark predict“.</translation>
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
        <source>A program predicted them: they are to be reviewed</source>
        <translation>Ein Programm hat sie vorhergesagt: sie sind durchzusehen</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>A short name, such as SNA, that no other measurement of the file has</source>
        <translation>Ein kurzer Name wie SNA, den keine andere Messung der Datei hat</translation>
    </message>
    <message>
        <source>A thin line for each landmark, a thick one for their mean. Point at a line to see whose it is.</source>
        <translation>Eine dünne Linie je Landmarke, eine dicke für ihr Mittel. Auf eine Linie zeigen, um zu sehen, wessen sie ist.</translation>
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
        <source>All actions have their usual keys.</source>
        <translation>Alle Aktionen haben ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>All films</source>
        <translation>Alle Aufnahmen</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All landmarks, or the chosen one alone ({key})</source>
        <translation>Alle Landmarken oder nur die gewählte ({key})</translation>
    </message>
    <message>
        <source>Alwa&amp;ys</source>
        <translation>&amp;Immer</translation>
    </message>
    <message>
        <source>Annotate one radiograph, get the landmarks of all the others</source>
        <translation>Ein Röntgenbild annotieren, die Landmarken aller anderen erhalten</translation>
    </message>
    <message>
        <source>Another key</source>
        <translation>Weitere Taste</translation>
    </message>
    <message>
        <source>Arrows are drawn {scale} times as long: zoom in to see them as they are</source>
        <translation>Pfeile sind {scale}-mal so lang gezeichnet: hineinzoomen zeigt sie, wie sie sind</translation>
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
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Audit: {text}</source>
        <translation>Audit: {text}</translation>
    </message>
    <message>
        <source>Best fit of all landmarks</source>
        <translation>Beste Passung aller Landmarken</translation>
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
        <source>By what was &amp;last worked on</source>
        <translation>Nach &amp;letzter Bearbeitung</translation>
    </message>
    <message>
        <source>C&amp;hange</source>
        <translation>&amp;Ändern</translation>
    </message>
    <message>
        <source>Cancel</source>
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
        <source>Change its size too</source>
        <translation>Auch die Größe ändern</translation>
    </message>
    <message>
        <source>Checks of the films</source>
        <translation>Prüfungen der Aufnahmen</translation>
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
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Click a row, or go to it by the arrows: the film view shows the point</source>
        <translation>Eine Zeile anklicken oder mit den Pfeiltasten ansteuern: Die Aufnahme zeigt den Punkt</translation>
    </message>
    <message>
        <source>Click here and press the key; the cross takes it away</source>
        <translation>Hier klicken und die Taste drücken; das Kreuz nimmt sie weg</translation>
    </message>
    <message>
        <source>Click the landmarks of a single film.</source>
        <translation>Die Landmarken einer einzigen Aufnahme anklicken.</translation>
    </message>
    <message>
        <source>Click the next landmark in the list (keys: arrows, Enter); the first one again closes it.</source>
        <translation>Die nächste Landmarke in der Liste anklicken (Tasten: Pfeile, Eingabe); die erste noch einmal schließt den Zug.</translation>
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
        <source>Commas between them; tables are read by them too</source>
        <translation>Mit Kommas dazwischen; auch Tabellen werden danach gelesen</translation>
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
        <source>Delete the file that was imported; those of OneMark stay</source>
        <translation>Die importierte Datei löschen; die von OneMark bleiben</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
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
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>in a list</comment>
        <translation>Abwärts</translation>
    </message>
    <message>
        <source>Drag a landmark, or press Alt+Up and Alt+Down</source>
        <translation>Eine Landmarke ziehen oder Alt+Hoch und Alt+Herunter drücken</translation>
    </message>
    <message>
        <source>Drawn films to try OneMark on</source>
        <translation>Gezeichnete Aufnahmen, um OneMark auszuprobieren</translation>
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
        <source>Esc goes back to the window.</source>
        <translation>Esc führt zum Fenster zurück.</translation>
    </message>
    <message>
        <source>Every predicted point is decided.</source>
        <translation>Über jeden vorhergesagten Punkt ist entschieden.</translation>
    </message>
    <message>
        <source>Everything that runs: propagate, train, predict, and how it went</source>
        <translation>Alles, was läuft: übertragen, trainieren, vorhersagen, und wie es verlief</translation>
    </message>
    <message>
        <source>Export landmarks</source>
        <translation>Landmarken exportieren</translation>
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
        <source>Films are drawn at random from those that were predicted and that nobody has touched. They are shown without any prediction: click all their landmarks as you would on a fresh film. What the machine had placed is kept aside and compared with your clicks at the end.</source>
        <translation>Aufnahmen werden zufällig aus denen gezogen, die vorhergesagt wurden und die niemand angerührt hat. Sie erscheinen ohne jede Vorhersage: Klicken Sie alle ihre Landmarken wie auf einer neuen Aufnahme. Was die Maschine gesetzt hatte, wird beiseitegelegt und am Ende mit Ihren Klicks verglichen.</translation>
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
        <source>Films that points come to</source>
        <translation>Aufnahmen, die Punkte erhalten</translation>
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
        <source>Finish first</source>
        <translation>Erst fertig werden</translation>
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
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
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
        <source>Gamma and local contrast</source>
        <translation>Gamma und lokaler Kontrast</translation>
    </message>
    <message>
        <source>Go back to the window</source>
        <translation>Zum Fenster zurückkehren</translation>
    </message>
    <message>
        <source>Go on with the audit</source>
        <translation>Audit fortsetzen</translation>
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
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Heatmap of all landmarks</source>
        <translation>Heatmap aller Landmarken</translation>
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
        <translation>Wie er endete</translation>
    </message>
    <message>
        <source>How much of the film it covers (Ctrl + wheel)</source>
        <translation>Wie stark sie die Aufnahme bedeckt (Strg + Mausrad)</translation>
    </message>
    <message>
        <source>I don&apos;t know: keep them as they are</source>
        <translation>Unbekannt: lassen, wie sie sind</translation>
    </message>
    <message>
        <source>ImageNet&apos;s, for the systems that have such a backbone</source>
        <translation>Die von ImageNet, für Systeme mit einem solchen Rückgrat</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
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
        <source>In</source>
        <comment>file</comment>
        <translation>In</translation>
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
        <source>It has no point yet.</source>
        <translation>Sie hat noch keinen Punkt.</translation>
    </message>
    <message>
        <source>It is safe to stop when so few points are expected to be too far off that your work can bear them. The worst come first, so each step finds less; click to read how to be sure.</source>
        <translation>Aufhören ist sicher, wenn so wenige Punkte zu weit daneben zu erwarten sind, dass Ihre Arbeit sie verträgt. Die schlimmsten kommen zuerst, jeder Schritt findet also weniger; ein Klick zeigt, wie man sicher sein kann.</translation>
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
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
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
        <source>Landmark</source>
        <translation>Landmarke</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Landmarken</translation>
    </message>
    <message>
        <source>Landmarks in their order</source>
        <translation>Landmarken in ihrer Reihenfolge</translation>
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
        <source>Landmarks, the worst first</source>
        <translation>Landmarken, die schlimmste zuerst</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lay the films on a line of two landmarks, such as S-N</source>
        <translation>Die Aufnahmen auf eine Linie zweier Landmarken legen, etwa S-N</translation>
    </message>
    <message>
        <source>Least squares over all that both films have</source>
        <translation>Kleinste Quadrate über alle, die beide Aufnahmen haben</translation>
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
        <source>Left and right change places on mirrored films</source>
        <translation>Links und rechts tauschen auf gespiegelten Aufnahmen den Platz</translation>
    </message>
    <message>
        <source>Length of the ruler</source>
        <translation>Länge des Lineals</translation>
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
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log of the job</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>Loss: left to learn. It should go down.</source>
        <translation>Loss: noch zu lernen. Er sollte sinken.</translation>
    </message>
    <message>
        <source>MRE ({unit})</source>
        <translation>MRE ({unit})</translation>
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
        <source>Measurements</source>
        <translation>Messungen</translation>
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
        <source>Millimetres</source>
        <translation>Millimeter</translation>
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
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Mouse and keys</source>
        <translation>Maus und Tasten</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
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
        <source>Move these points now and later predictions as they come in</source>
        <translation>Diese Punkte jetzt verschieben und spätere Vorhersagen, sobald sie kommen</translation>
    </message>
    <message>
        <source>Move these points now; Undo takes it back</source>
        <translation>Diese Punkte jetzt verschieben; Rückgängig nimmt es zurück</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Moved by</source>
        <translation>Verschoben um</translation>
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
        <source>New cur&amp;ve</source>
        <translation>Neue &amp;Kurve</translation>
    </message>
    <message>
        <source>New line or New curve, then click landmarks in the list one after the other.</source>
        <translation>Neue Linie oder Neue Kurve, dann Landmarken in der Liste nacheinander anklicken.</translation>
    </message>
    <message>
        <source>New measurement</source>
        <translation>Neue Messung</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächste Aufnahme</translation>
    </message>
    <message>
        <source>No exemplar shows this landmark yet.</source>
        <translation>Noch keine Vorlage zeigt diese Landmarke.</translation>
    </message>
    <message>
        <source>No model is at hand. Import one, or save what a propagation has learned into this list.</source>
        <translation>Kein Modell ist vorhanden. Importieren Sie eines, oder speichern Sie in diese Liste, was eine Übertragung gelernt hat.</translation>
    </message>
    <message>
        <source>Norm (SD)</source>
        <translation>Norm (SD)</translation>
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
        <source>Not taken ({rows}):</source>
        <translation>Nicht übernommen ({rows}):</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Nothing is computing any more</source>
        <translation>Es wird nichts mehr gerechnet</translation>
    </message>
    <message>
        <source>Nothing is left out.</source>
        <translation>Nichts wird ausgelassen.</translation>
    </message>
    <message>
        <source>Number of films</source>
        <translation>Anzahl der Aufnahmen</translation>
    </message>
    <message numerus="yes">
        <source>Of {n} open points the error is calibrated: {worse:.1f} are expected to be more than {threshold:g} mm off.</source>
        <translation>
            <numerusform>Bei {n} offenen Punkt ist der Fehler kalibriert: {worse:.1f} dürften mehr als {threshold:g} mm daneben liegen.</numerusform>
            <numerusform>Bei {n} offenen Punkten ist der Fehler kalibriert: {worse:.1f} dürften mehr als {threshold:g} mm daneben liegen.</numerusform>
        </translation>
    </message>
    <message>
        <source>On films</source>
        <translation>Auf Aufnahmen</translation>
    </message>
    <message>
        <source>On screen</source>
        <translation>Gezeigt</translation>
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
        <source>One pixel is</source>
        <translation>Ein Pixel ist</translation>
    </message>
    <message>
        <source>OneMark met an error it did not expect</source>
        <translation>OneMark ist auf einen unerwarteten Fehler gestoßen</translation>
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
        <source>Partner</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Partner on the other side</source>
        <translation>Partner auf der anderen Seite</translation>
    </message>
    <message>
        <source>Passes over the films; it can be stopped early</source>
        <translation>Durchgänge durch die Aufnahmen; das Training kann vorzeitig beendet werden</translation>
    </message>
    <message>
        <source>Pixel spacing and its source</source>
        <translation>Pixelabstand und seine Quelle</translation>
    </message>
    <message>
        <source>Position under the cursor: (0, 0) is the centre of the first pixel</source>
        <translation>Stelle unter dem Zeiger: (0, 0) ist die Mitte des ersten Pixels</translation>
    </message>
    <message>
        <source>Predict takes this one from now on</source>
        <translation>„Vorhersagen“ nimmt von nun an dieses</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
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
        <source>PyTorch weights (*.pt *.pth *.bin *.safetensors);;All files (*)</source>
        <translation>PyTorch-Gewichte (*.pt *.pth *.bin *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Re&amp;move it</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Read films again</source>
        <translation>Aufnahmen erneut befunden</translation>
    </message>
    <message>
        <source>Read {films} of these films again</source>
        <translation>{films} dieser Aufnahmen erneut befunden</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
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
        <source>Rename the chosen landmark</source>
        <translation>Gewählte Landmarke umbenennen</translation>
    </message>
    <message>
        <source>Reward (network&apos;s pixels): rises as errors fall</source>
        <translation>Belohnung (Pixel des Netzes): steigt, wenn Fehler fallen</translation>
    </message>
    <message>
        <source>Roll back this round</source>
        <translation>Diese Runde zurücknehmen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>SD of the norm</source>
        <translation>SD der Norm</translation>
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
        <source>Save it as text...</source>
        <translation>Als Text speichern...</translation>
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
        <source>Save what was learned</source>
        <translation>Gelerntes speichern</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern...</translation>
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
        <source>Set of measurements</source>
        <translation>Satz von Messungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Share of the films that nothing is learned from</source>
        <translation>Anteil der Aufnahmen, aus denen nichts gelernt wird</translation>
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
        <source>Show the measurements of one analysis alone</source>
        <translation>Nur die Messungen einer Analyse zeigen</translation>
    </message>
    <message>
        <source>Start from a &amp;shipped scheme</source>
        <translation>&amp;Mitgeliefertes Schema</translation>
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
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>Vorzeitig beenden</translation>
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
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Symbols of the same file in braces, with + - * / ( ), abs, max, min</source>
        <translation>Symbole derselben Datei in geschweiften Klammern, mit + - * / ( ), abs, max, min</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
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
        <source>Take {amount}</source>
        <translation>{amount} übernehmen</translation>
    </message>
    <message>
        <source>That is no key that an action can have: press another one.</source>
        <translation>Diese Taste kann keine Aktion haben: eine andere drücken.</translation>
    </message>
    <message>
        <source>The chosen runs</source>
        <translation>Die gewählten Läufe</translation>
    </message>
    <message>
        <source>The faces look opposite ways</source>
        <translation>Die Gesichter blicken in entgegengesetzte Richtungen</translation>
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
        <source>The film that is laid over the one on screen; type a part of its name</source>
        <translation>Die Aufnahme, die über die gezeigte gelegt wird; einen Teil ihres Namens eingeben</translation>
    </message>
    <message>
        <source>The film with its points. The guide lists mouse and keys.</source>
        <translation>Die Aufnahme mit ihren Punkten. Das Handbuch nennt Maus und Tasten.</translation>
    </message>
    <message>
        <source>The films that were not read get their predictions back</source>
        <translation>Die nicht befundeten Aufnahmen erhalten ihre Vorhersagen zurück</translation>
    </message>
    <message>
        <source>The line from the first one to here has one direction</source>
        <translation>Die Linie von der ersten hierher hat auf beiden dieselbe Richtung</translation>
    </message>
    <message>
        <source>The model has names that the scheme lacks. Say what they mean; the scheme keeps them as other spellings, so that you are asked once.</source>
        <translation>Das Modell hat Namen, die dem Schema fehlen. Sagen Sie, was sie bedeuten; das Schema behält sie als andere Schreibweisen, damit nur einmal gefragt wird.</translation>
    </message>
    <message>
        <source>The network and how it is trained</source>
        <translation>Das Netz und wie es trainiert wird</translation>
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
        <source>The points find their places on all the others.</source>
        <translation>Die Punkte finden ihre Plätze auf allen anderen.</translation>
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
        <source>The table has names that the scheme lacks. Say what they mean; the scheme keeps them as other spellings, so that you are asked once.</source>
        <translation>Die Tabelle hat Namen, die dem Schema fehlen. Sagen Sie, was sie bedeuten; das Schema behält sie als andere Schreibweisen, damit nur einmal gefragt wird.</translation>
    </message>
    <message>
        <source>Their points cannot be reviewed, as the film cannot be read: {films}.</source>
        <translation>Ihre Punkte können nicht durchgesehen werden, da die Aufnahme nicht lesbar ist: {films}.</translation>
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
        <source>This film fits the exemplar better mirrored; coordinates stay</source>
        <translation>Diese Aufnahme passt gespiegelt besser zur Vorlage; Koordinaten bleiben</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>Traceback</translation>
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
        <source>Turn it over</source>
        <translation>Umdrehen</translation>
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
        <source>Two names of the file cannot both be {landmark}: choose again.</source>
        <translation>Zwei Namen der Datei können nicht beide {landmark} sein: neu wählen.</translation>
    </message>
    <message>
        <source>Undo history</source>
        <translation>Verlauf der Schritte</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>in a list</comment>
        <translation>Aufwärts</translation>
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
        <source>Usual keys of &amp;this</source>
        <translation>Übliche Tasten für &amp;diese</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>W {width:.0f}  L {centre:.0f}</source>
        <translation>B {width:.0f}  Z {centre:.0f}</translation>
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
        <source>What does the file count in? Look at the film.</source>
        <translation>In welchem Maß zählt die Datei? Die Aufnahme zeigt es.</translation>
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
        <translation>Was sie tut</translation>
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
        <source>What the file counts in</source>
        <translation>Maß, in dem die Datei zählt</translation>
    </message>
    <message>
        <source>What was done, with all figures, for a paper</source>
        <translation>Was getan wurde, mit allen Zahlen, für eine Veröffentlichung</translation>
    </message>
    <message>
        <source>What {name} means</source>
        <translation>Was {name} bedeutet</translation>
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
        <source>Where the landmark lies on the exemplar</source>
        <translation>Wo die Landmarke auf der Vorlage liegt</translation>
    </message>
    <message>
        <source>Where the landmark lies: shown while one annotates</source>
        <translation>Wo die Landmarke liegt: beim Annotieren angezeigt</translation>
    </message>
    <message>
        <source>Which landmarks are these?</source>
        <translation>Welche Landmarken sind das?</translation>
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
        <source>Width and centre of the window on the stored values</source>
        <translation>Breite (B) und Zentrum (Z) des Fensters auf den gespeicherten Werten</translation>
    </message>
    <message>
        <source>Widths: sigma (heatmap&apos;s pixels) by epoch</source>
        <translation>Sigma (Heatmap-Pixel) je Epoche</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>Fenster: Breite und Zentrum</translation>
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
        <source>Worst</source>
        <translation>Schlimmster</translation>
    </message>
    <message>
        <source>Write a picture of these curves as a PNG file</source>
        <translation>Ein Bild dieser Kurven als PNG-Datei schreiben</translation>
    </message>
    <message>
        <source>Write it into another set of yours, or a new one</source>
        <translation>In einen anderen eigenen Satz schreiben, oder in einen neuen</translation>
    </message>
    <message>
        <source>Write them like all others: nobody will see the difference</source>
        <translation>Wie alle anderen schreiben: niemand wird den Unterschied sehen</translation>
    </message>
    <message>
        <source>Your landmarks have points already. Say what they are called in the scheme that you start from: their points come along under the new name.</source>
        <translation>Ihre Landmarken haben schon Punkte. Sagen Sie, wie sie in dem Schema heißen, von dem Sie ausgehen: Ihre Punkte kommen unter dem neuen Namen mit.</translation>
    </message>
    <message>
        <source>Your second clicks tell how far apart your own readings lie</source>
        <translation>Ihre zweiten Klicks zeigen, wie weit Ihre eigenen Befundungen auseinander liegen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>a new landmark</source>
        <translation>eine neue Landmarke</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fehlend</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
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
        <source>annotated</source>
        <translation>annotiert</translation>
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
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
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
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>no spacing</source>
        <translation>kein Pixelabstand</translation>
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
        <source>none: it starts from random weights</source>
        <translation>keine: Start mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>not placed</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>or drop a folder of films on this window</source>
        <translation>oder einen Ordner mit Aufnahmen auf dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
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
        <source>sigma</source>
        <translation>Sigma</translation>
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
        <source>still worse than {threshold:g} mm</source>
        <translation>noch schlechter als {threshold:g} mm</translation>
    </message>
    <message>
        <source>the current step</source>
        <translation>der aktuelle Schritt</translation>
    </message>
    <message>
        <source>the selected films</source>
        <translation>die ausgewählten Aufnahmen</translation>
    </message>
    <message>
        <source>the {selected} selected films</source>
        <translation>die {selected} ausgewählten Aufnahmen</translation>
    </message>
    <message>
        <source>this film</source>
        <translation>diese Aufnahme</translation>
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
        <source>within {first:g} (%)</source>
        <translation>innerhalb {first:g} (%)</translation>
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
        <source>{deviation:.1f} SD above the mean</source>
        <translation>{deviation:.1f} SD über dem Mittel</translation>
    </message>
    <message>
        <source>{deviation:.1f} SD below the mean</source>
        <translation>{deviation:.1f} SD unter dem Mittel</translation>
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
        <source>{first} whole, {second} dashed</source>
        <translation>{first} durchgezogen, {second} gestrichelt</translation>
    </message>
    <message>
        <source>{key} alone would be in the way of typing, for {action} works in the whole window: add Ctrl or Alt, or take an F key.</source>
        <translation>{key} allein wäre beim Tippen im Weg, denn {action} wirkt im ganzen Fenster: Strg oder Alt dazunehmen, oder eine F-Taste.</translation>
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
        <source>{key} was taken from {action}, which has {left} now.</source>
        <translation>{key} wurde {action} genommen; dort gilt jetzt: {left}.</translation>
    </message>
    <message>
        <source>{limit} (of {judged} judged)</source>
        <translation>{limit} (von {judged} beurteilten)</translation>
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
        <source>{number} of {films}</source>
        <translation>{number} von {films}</translation>
    </message>
    <message numerus="yes">
        <source>{n} excluded films</source>
        <translation>
            <numerusform>{n} ausgeschlossene Aufnahme</numerusform>
            <numerusform>{n} ausgeschlossene Aufnahmen</numerusform>
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
        <source>{n} open points</source>
        <translation>
            <numerusform>{n} offener Punkt</numerusform>
            <numerusform>{n} offene Punkte</numerusform>
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
        <source>{points} on {films}.</source>
        <translation>{points} auf {films}.</translation>
    </message>
    <message>
        <source>{points} on {films}; {left} not written.</source>
        <translation>{points} auf {films}; {left} nicht geschrieben.</translation>
    </message>
    <message>
        <source>{reviewed} of {films} reviewed</source>
        <translation>{reviewed} von {films} durchgesehen</translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} films</source>
        <translation>
            <numerusform>{shown} von {n} Aufnahme</numerusform>
            <numerusform>{shown} von {n} Aufnahmen</numerusform>
        </translation>
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
        <source>{summary}

Your points are safe: they are saved as you go. Please copy the text below into a report, and say what you did just before.</source>
        <translation>{summary}

Ihre Punkte sind sicher: Sie werden laufend gespeichert. Bitte kopieren Sie den Text unten in eine Fehlermeldung und sagen Sie, was Sie unmittelbar davor getan haben.</translation>
    </message>
    <message>
        <source>{title}  (default)</source>
        <translation>{title}  (Standard)</translation>
    </message>
    <message>
        <source>{why} Press another key, or take it over.</source>
        <translation>{why} Eine andere Taste drücken oder diese übernehmen.</translation>
    </message>
</context>
</TS>
