"""Given names that are common in the Netherlands and are no words of Dutch: whose capital may be forgotten and is a name all the same.

Our own list, by ear, of men and women of several ages and origins. What is also a word ('Roos', 'Bas', 'Wil', 'Job', 'Max'), a
month, a place or a well-known program stands under `WITH_CAPITAL` or nowhere: a task that is taken for a name would be lost.
"""

from __future__ import annotations

from rules.language.dutch_words import word_set

NAMES = word_set(
    "jan piet kees henk wim gerrit hendrik cornelis johannes johan pieter willem gerard theo hans frits fred ruud rob robert ron ronald marcel erik eric peter "
    "dirk klaas arie teun joop jaap sjaak koos leo bert herman harry hennie bennie johnny danny dennis patrick richard edwin erwin marco mario michel michiel maarten martijn martin "
    "jeroen joost jurgen jorn sander stefan steven sjoerd tjeerd wouter wesley willy bart bram casper daan david diederik douwe egbert evert ferdinand floris freek gijs guido "
    "hugo jasper jelle jesse jochem joep jos joris julian jurre kevin kjeld koen lars laurens lennart lucas luuk matthijs menno mike milan niels nick olaf oscar paul pepijn quinten ralph "
    "remco reinier rick rik robin roel roland ruben rutger sebastiaan siebe siem simon sven thijs thijmen thomas tijmen tim timo tobias tom tygo vincent wessel xander yorick mark "
    "maria anna johanna cornelia wilhelmina elisabeth margaretha hendrika truus riet ria corrie greet gerda bep toos nel nelly ans annie tineke ineke wilma marja marijke marian marianne "
    "ingrid yvonne astrid monique petra karin anita jolanda esther sandra marleen linda saskia mirjam miriam wendy angelique nicole daniëlle danielle chantal suzanne suzan sanne lotte lisa "
    "laura eva emma julia sophie anouk iris femke fleur britt manon marloes maaike marieke marijn mieke anneke annemarie annemiek annelies anja antoinette barbara bianca brigitte carla carolien caroline "
    "cindy claudia conny corina daphne debby denise diana dorien edith ellen els elly erica eveline evelien fenna frederique froukje geertje gerdien gerrie greetje hanneke hannie hedwig helma henny henriette "
    "hetty hilde ilse ina inge irene jacqueline janneke jannie jeanette jessica jet jetty jolien josé josine judith karen kirsten laurien leonie lia lidy lies liesbeth lieke lies lineke loes lonneke "
    "lydia maartje madelon margot margriet marga mariska marina marit marjan marjolein marjolijn martine mathilde melanie merel michelle mila milou mirthe nadine nathalie nienke noor patricia paula pauline "
    "pien renate renske rianne rita ruth sabine sara sarah sharon sigrid simone sietske silvia sonja stefanie stella susan sylvia tamara tanja tessa thea tilly titia trees trijntje trudy ursula "
    "vera vivian wieke wietske willeke yolanda yvette "
    "mohammed mohamed mohammad muhammed ahmed ahmet ali omar hassan hussein ibrahim ismail youssef yusuf mustafa mehmet murat emre burak kemal osman hakan serkan orhan erdal bilal hamza karim khalid "
    "rachid said samir tarik yassin younes zakaria abdullah abdel achraf anouar aziz driss farid fouad hicham jamal mimoun mounir nabil nordin soufian driton arben goran zoran dragan marek piotr pawel krzysztof "
    "tomasz andrzej bogdan dmitri igor sergej oleksandr volodymyr mykola rajesh sanjay ravi ashok winston desmond orlando ruben kwame kofi tesfaye dawit habtom abebe farhad reza hamid javad "
    "fatima fatma khadija aicha aisha zeynep elif emine hatice hanife gülsen gulsen sevda sevgi songül nermin meryem mariam naima nadia najat malika latifa karima samira saida souad soumaya yasmina yasmin "
    "rachida hafida hanan houda ikram imane jamila loubna mina nora noura rabia rania salma sanae siham wafa yasmine zineb zohra shanti sharmila priya anjali indra agnieszka katarzyna malgorzata monika "
    "oksana olena natalia svetlana tatjana olga irina jelena ljiljana dragana hiwot tsehay abeba mei-ling "
) - word_set("mina said indra jet els trees merel noor iris fleur mila lies")
"""A name with or without a capital."""
WITH_CAPITAL = word_set(
    "ewa selam kim joke albert mina said indra jet els trees merel noor iris fleur mila lies roos bas floor guus mees sterre ad an bo bob bea ben wil rein daniel daniël can deniz jean ko kai kick job max puk puck rosa viola victoria sam sem "
    "finn liam levi noah luca milo otis stan stijn storm tijn ties twan lynn amber jade jasmijn lente madelief zoë zoe yara saar mees teus krijn gert geert geertruida ank jo juul fien fenne sien "
)
"""A name only with one, and not where a sentence begins."""
