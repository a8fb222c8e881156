BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'skills-passport','0001-passports-and-audit','2026-11-24 00:01:20.241606+00:00');
CREATE TABLE advices (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, versions TEXT NOT NULL, person TEXT NOT NULL, advice TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "advices" VALUES('m1',1,'released-adviceid','2026-12-01T12:00:00+00:00','{"product":"0.1.0","catalogue":"released-catalogue","rulebook":"rulebook","labour_market":"labour"}','{"function_words":"released-person"}','{"note":"released-advice","suggestions":[]}');
CREATE TABLE answers (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, question TEXT NOT NULL, value TEXT, words TEXT NOT NULL, status TEXT NOT NULL, given_at TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "answers" VALUES('m1',1,'function','{"function_id":null,"words":"released-functionvalue"}','released-functiontyped','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',2,'region','{"region_id":"twente","words":"released-oldtown"}','released-oldtyped','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',3,'region','{"region_id":"midden-utrecht","words":"released-newtown"}','nee','answered','2026-12-01T12:00:00+00:00');
INSERT INTO "answers" VALUES('m1',4,'tasks','{"messages":["released-message bestellen ’s ochtends"],"mentions":[{"kind":"task","quote":"released-quote","concept_id":null,"label":"released-label","meaning":"now","confidence":0.8}]}','released-taskstyped','open','2026-12-01T12:00:00+00:00');
CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
INSERT INTO "audit" VALUES(1,'2026-12-01T12:00:03+00:00','bot','answer','f5cebb4e283af1f3a3eafb2c9d7832ea',1,'81445492aff248271615db2ba61036b8586da28d79a8ea64d137c032c1eb3205');
CREATE TABLE consents (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, purpose TEXT NOT NULL, given INTEGER NOT NULL, at TEXT NOT NULL, text_version TEXT NOT NULL, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "consents" VALUES('m1',1,'gesprek',1,'2026-12-01T12:00:00+00:00','released-consenttext');
CREATE TABLE exchanges (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, message_id TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, UNIQUE (owner, message_id), PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "exchanges" VALUES('m1',1,'released-m1','2026-12-01T12:00:00+00:00','{"messages":[{"text":"released-reply"}]}');
CREATE TABLE passports (owner TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, interview TEXT NOT NULL) STRICT;
INSERT INTO "passports" VALUES('m1','f5cebb4e283af1f3a3eafb2c9d7832ea',1,'2026-12-01T12:00:01+00:00','2026-12-01T12:00:02+00:00','{"question":"trends","done":["welcomed","released-flag"],"notes":{"offered":["released-note"]}}');
CREATE TABLE talk (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number INTEGER NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, buttons TEXT NOT NULL, card TEXT, PRIMARY KEY (owner, number)) STRICT;
INSERT INTO "talk" VALUES('m1',1,'employee','released-said 😀','2026-12-01T12:00:00+00:00','[]',NULL);
INSERT INTO "talk" VALUES('m1',2,'bot','released-replied','2026-12-01T12:00:00+00:00','[["released-button","knop:released-payload"]]','{"title":"released-card"}');
CREATE TABLE upkeep (wipes_asked INTEGER NOT NULL) STRICT;
INSERT INTO "upkeep" VALUES(0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX audit_by_subject ON audit (subject, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
COMMIT;
