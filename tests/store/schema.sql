CREATE INDEX changes_acked ON changes (space, seq) WHERE standing = 'acked'
CREATE INDEX changes_of_edit ON changes (edit)
CREATE INDEX changes_of_record ON changes (record)
CREATE INDEX changes_on_top ON changes (record) WHERE standing IN ('unsent', 'acked')
CREATE INDEX changes_refused ON changes (n) WHERE standing = 'refused'
CREATE INDEX changes_waiting ON changes (n) WHERE standing = 'unsent'
CREATE TABLE attention ( id TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (id) )
CREATE TABLE carried ( id TEXT NOT NULL, kind TEXT NOT NULL, space TEXT NOT NULL, device TEXT NOT NULL, upto INTEGER NOT NULL, PRIMARY KEY (id) )
CREATE TABLE changes ( n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, edit TEXT NOT NULL, space TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, body TEXT NOT NULL, "before" TEXT NOT NULL, standing TEXT NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL )
CREATE TABLE confirmed ( id TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (id) ) WITHOUT ROWID 
CREATE TABLE drafts ( form TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (form) )
CREATE TABLE edits ( number INTEGER NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, at TEXT NOT NULL, undoes TEXT NOT NULL, undone INTEGER NOT NULL, PRIMARY KEY (number), UNIQUE (id) )
CREATE TABLE files ( hash TEXT NOT NULL, space TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, sent INTEGER NOT NULL, upload TEXT NOT NULL, standing TEXT NOT NULL, PRIMARY KEY (hash) )
CREATE TABLE found ( "row" INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY ("row"), UNIQUE (id) )
CREATE TABLE meta ( "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key") )
CREATE TABLE pulled ( id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (id) )
CREATE TABLE sealed ( number INTEGER NOT NULL, hash TEXT NOT NULL, route TEXT NOT NULL, space TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (number), UNIQUE (hash) )
CREATE TABLE search_due ( id TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (id) ) WITHOUT ROWID 
CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3')
CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID
CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB)
CREATE TABLE 'search_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER)
CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID
CREATE TABLE set_aside ( id TEXT NOT NULL, kind TEXT NOT NULL, space TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (id) )
CREATE TABLE spaces ( space TEXT NOT NULL, sort TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, epoch INTEGER NOT NULL, cursor INTEGER NOT NULL, digest TEXT NOT NULL, durable INTEGER NOT NULL, home INTEGER NOT NULL, level INTEGER NOT NULL, PRIMARY KEY (space) )
CREATE TABLE sqlite_sequence(name,seq)
CREATE TABLE syncs ( number INTEGER NOT NULL, at TEXT NOT NULL, sent INTEGER NOT NULL, received INTEGER NOT NULL, refused INTEGER NOT NULL, beside INTEGER NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (number) )
CREATE TABLE unknown ( id TEXT NOT NULL, kind TEXT NOT NULL, _space TEXT NOT NULL, _state TEXT NOT NULL, PRIMARY KEY (id) )
