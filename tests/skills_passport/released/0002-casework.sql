BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'skills-passport','0001-passports-and-audit','2026-11-26 17:17:13.832012+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'skills-passport','0002-casework','2026-11-26 17:17:13.832719+00:00');
CREATE TABLE advices (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, versions TEXT NOT NULL, person TEXT NOT NULL, advice TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "advices" VALUES('m1',1,'released-adviceid','2026-12-01T12:00:00+00:00','{"product":"0.1.0","catalogue":"released-catalogue","rulebook":"rulebook","labour_market":"labour"}','{"function_words":"released-person"}','{"note":"released-advice","suggestions":[]}');
CREATE TABLE answers (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, question TEXT NOT NULL, value TEXT, words TEXT NOT NULL, status TEXT NOT NULL, given_at TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "answers" VALUES('m1',1,'function','{"function_id":null,"words":"released-functionvalue"}','released-functiontyped','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',2,'region','{"region_id":"twente","words":"released-oldtown"}','released-oldtyped','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',3,'region','{"region_id":"midden-utrecht","words":"released-newtown"}','nee','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',4,'tasks','{"messages":["released-message bestellen ’s ochtends"],"mentions":[{"kind":"task","quote":"released-quote","concept_id":null,"label":"released-label","meaning":"now","confidence":0.8}]}','released-taskstyped','open','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',5,'coach','{"may_look":true}','','answered','2026-12-01T12:00:00+00:00');
CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
INSERT INTO "audit" VALUES(1,'2026-12-01T12:00:03+00:00','bot','answer','202c895d818b41e0958ec7f72f1d857d',1,'ed0dd48ba8a1d0b617d664202daf8a843b5515ee0cdd9d49f68b14b64a0abfc7');
CREATE TABLE coaches (id TEXT PRIMARY KEY, name TEXT NOT NULL, last_sign_in TEXT NOT NULL) STRICT;
INSERT INTO "coaches" VALUES('released-coach','released-coach-name','2026-12-01T12:00:00+00:00');
CREATE TABLE consents (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, purpose TEXT NOT NULL, given INTEGER NOT NULL, at TEXT NOT NULL, text_version TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "consents" VALUES('m1',1,'gesprek',1,'2026-12-01T12:00:00+00:00','released-consenttext');
INSERT INTO "consents" VALUES('m1',2,'meekijken',1,'2026-12-01T12:00:00+00:00','released-coachtext');
CREATE TABLE exchanges (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, message_id TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, UNIQUE (owner, message_id), PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "exchanges" VALUES('m1',1,'released-m1','2026-12-01T12:00:00+00:00','{"messages":[{"text":"released-reply"}]}');
CREATE TABLE follow_ups (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, coach TEXT NOT NULL, step TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "follow_ups" VALUES('m1',1,'released-followup','released-case','check','2026-12-01','planned','2026-12-01T12:00:00+00:00','released-follower','released-stepofit','released-agreed');
CREATE TABLE messages (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL, sent_by TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, coach TEXT NOT NULL, read_at TEXT, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "messages" VALUES('m1',1,'released-message1','released-case','coach','released-written','2026-12-01T12:00:00+00:00','released-writer','2026-12-01T12:00:00+00:00');
INSERT INTO "messages" VALUES('m1',2,'released-message2','released-case','employee','released-answered','2026-12-01T12:00:00+00:00','',NULL);
CREATE TABLE passports (owner TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, interview TEXT NOT NULL, casework_version INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "passports" VALUES('m1','202c895d818b41e0958ec7f72f1d857d',1,'2026-12-01T12:00:01+00:00','2026-12-01T12:00:02+00:00','{"question":"trends","done":["welcomed","released-flag"],"notes":{"offered":["released-note"]}}',0);
CREATE TABLE plan_changes (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, step TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, state TEXT NOT NULL, made_by TEXT NOT NULL, at TEXT NOT NULL, due TEXT, coach TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "plan_changes" VALUES('m1',1,'released-step',70,'released-steptext','advice','proposed','coach','2026-12-01T12:00:00+00:00',NULL,'released-planner');
INSERT INTO "plan_changes" VALUES('m1',2,'released-step',70,'released-steptext','advice','agreed','coach','2026-12-01T12:00:00+00:00','2026-12-01','released-planner');
CREATE TABLE shares (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, case_id TEXT NOT NULL UNIQUE, coach TEXT, since TEXT NOT NULL, ended TEXT, name TEXT NOT NULL, reach TEXT NOT NULL, taken_by TEXT, seen_at TEXT, closed_at TEXT, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "shares" VALUES('m1',1,'released-case0',NULL,'2026-12-01T12:00:00+00:00','2026-12-01T12:00:00+00:00','','',NULL,'2026-12-01T12:00:00+00:00',NULL);
INSERT INTO "shares" VALUES('m1',2,'released-case','released-coach','2026-12-01T12:00:00+00:00',NULL,'released-name','released-reach',NULL,'2026-12-01T12:00:00+00:00','2026-12-01T12:00:00+00:00');
CREATE TABLE talk (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, buttons TEXT NOT NULL, card TEXT, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "talk" VALUES('m1',1,'employee','released-said 😀','2026-12-01T12:00:00+00:00','[]',NULL);
INSERT INTO "talk" VALUES('m1',2,'bot','released-replied','2026-12-01T12:00:00+00:00','[["released-button","knop:released-payload"]]','{"title":"released-card"}');
CREATE TABLE upkeep (wipes_asked INTEGER NOT NULL) STRICT;
INSERT INTO "upkeep" VALUES(0);
CREATE TABLE verdicts (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, case_id TEXT NOT NULL, coach TEXT NOT NULL, at TEXT NOT NULL, advice_id TEXT NOT NULL, versions TEXT NOT NULL, function_id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, signal TEXT, words TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "verdicts" VALUES('m1',1,'released-case','released-judge','2026-12-01T12:00:00+00:00','released-adviceid','{"product":"0.1.0","catalogue":"released-judged","rulebook":"rulebook","labour_market":"labour"}','released-function','reject','criterion','missing-rule','released-reason');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX audit_by_subject ON audit (subject, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE INDEX open_shares ON shares (coach, taken_by) WHERE ended IS NULL;
CREATE INDEX answers_by_question ON answers (owner, question, number);
CREATE INDEX verdicts_by_case ON verdicts (case_id);
COMMIT;
