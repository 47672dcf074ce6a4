-- The store of `clausecheck scan` (docs/scan.md). One writer; anybody may read while it writes.

-- One row a scan. state: running | done | stopped (a run that was killed stays "running")
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, folder TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, state TEXT NOT NULL,
    version TEXT NOT NULL, packs TEXT NOT NULL, rulebook TEXT NOT NULL
);

-- One row a path. status: waiting | checked | language | unreadable | died | late | failed | passed over | gone
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES runs,
    sources TEXT,                -- JSON [[role, path], …]: the contract and what belongs to it
    sha256 TEXT,                 -- of the contract's bytes as they were read
    status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    fail_on TEXT,                -- from which severity on it fails the scan: high | medium | low | never
    content INTEGER REFERENCES contents
);
CREATE INDEX documents_by_content ON documents (content);
CREATE INDEX documents_by_run ON documents (run, status);

-- One row a content that was read: two files of the same words share it
CREATE TABLE contents (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,   -- digest of all its sources, the rules, settings, version
    run INTEGER NOT NULL REFERENCES runs, sha256 TEXT NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    language TEXT, seller TEXT, year INTEGER,           -- seller, year: NULL where the text does not say
    clauses INTEGER NOT NULL DEFAULT 0, untouched INTEGER NOT NULL DEFAULT 0,
    findings INTEGER NOT NULL DEFAULT 0, suppressed INTEGER NOT NULL DEFAULT 0, points INTEGER NOT NULL DEFAULT 0,
    high INTEGER NOT NULL DEFAULT 0, medium INTEGER NOT NULL DEFAULT 0, low INTEGER NOT NULL DEFAULT 0,  -- points
    stake REAL, currency TEXT                           -- the largest sum to be claimed
);

CREATE TABLE rules (id INTEGER PRIMARY KEY, rule TEXT NOT NULL, doctrine TEXT NOT NULL, ground TEXT NOT NULL,
    UNIQUE (rule, doctrine, ground));
-- Words of contracts, each once. findings.wording: the clause's words without its number; evidence.wording: the quote
CREATE TABLE wordings (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, quote TEXT NOT NULL);
-- What is said of a finding, each once: JSON {title, message, why, advice, suggest: {zh, en}, because, cases, reasoning}
CREATE TABLE statements (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE authorities (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, authority TEXT NOT NULL, kind TEXT NOT NULL,
    status TEXT NOT NULL, cite_zh TEXT NOT NULL, cite_en TEXT NOT NULL,
    summary_zh TEXT NOT NULL, summary_en TEXT NOT NULL
);

-- One row a rule met in a content; n counts from 0. start_, end_: code points of the burden clause
CREATE TABLE findings (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE, n INTEGER NOT NULL,
    rule INTEGER NOT NULL REFERENCES rules, severity TEXT NOT NULL, effect TEXT NOT NULL,
    confidence INTEGER NOT NULL, point INTEGER NOT NULL,
    wording INTEGER REFERENCES wordings, statement INTEGER NOT NULL REFERENCES statements,
    PRIMARY KEY (content, n)
) WITHOUT ROWID;
-- The clauses of a finding; the first (m = 0) is where the burden on the buyer stands
CREATE TABLE clauses (
    content INTEGER NOT NULL, n INTEGER NOT NULL, m INTEGER NOT NULL,
    above TEXT NOT NULL, number TEXT NOT NULL, heading TEXT NOT NULL, start_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    PRIMARY KEY (content, n, m), FOREIGN KEY (content, n) REFERENCES findings ON DELETE CASCADE
) WITHOUT ROWID;
-- The words that met each element. source: contract, promised-1, agreed-1, …
CREATE TABLE evidence (
    content INTEGER NOT NULL, n INTEGER NOT NULL, m INTEGER NOT NULL,
    element TEXT NOT NULL, source TEXT NOT NULL, start_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings,
    PRIMARY KEY (content, n, m), FOREIGN KEY (content, n) REFERENCES findings ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE cited (
    content INTEGER NOT NULL, n INTEGER NOT NULL, m INTEGER NOT NULL,
    authority INTEGER NOT NULL REFERENCES authorities, role TEXT NOT NULL, link TEXT NOT NULL,
    PRIMARY KEY (content, n, m), FOREIGN KEY (content, n) REFERENCES findings ON DELETE CASCADE
) WITHOUT ROWID;
-- Questions that would settle what is undetermined, and what was not checked in a content
CREATE TABLE questions (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE, n INTEGER NOT NULL, rule TEXT NOT NULL,
    doctrine TEXT NOT NULL, ask_zh TEXT NOT NULL, ask_en TEXT NOT NULL, PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE gaps (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE, n INTEGER NOT NULL, what TEXT NOT NULL,
    why_zh TEXT NOT NULL, why_en TEXT NOT NULL, PRIMARY KEY (content, n)
) WITHOUT ROWID;
-- Findings that were put up with, which no other table counts. quote: hash of the clause's words; by_: side-file | baseline
CREATE TABLE suppressed (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE, n INTEGER NOT NULL, rule TEXT NOT NULL,
    severity TEXT NOT NULL, clause TEXT NOT NULL, quote TEXT NOT NULL, by_ TEXT NOT NULL, reason TEXT NOT NULL,
    until TEXT, PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE INDEX findings_by_rule ON findings (rule, content);
CREATE INDEX findings_by_wording ON findings (wording, content);

-- What most questions ask: one row a document, and one row a finding of a document
CREATE VIEW agreements AS
    SELECT d.id, d.path, d.status, d.reason, d.sha256, c.language, c.seller, c.year, c.clauses, c.untouched, c.findings,
           c.suppressed, c.points, c.high, c.medium, c.low, c.stake, c.currency, c.id AS content
    FROM documents d LEFT JOIN contents c ON c.id = d.content
    WHERE d.status NOT IN ('gone', 'passed over');
CREATE VIEW found AS
    SELECT d.path, c.seller, c.year, r.rule, r.doctrine, r.ground, f.severity, f.effect, f.confidence, f.point,
           k.above || k.number AS clause, k.heading, k.start_, k.end_, w.quote AS wording,
           json_extract(s.body, '$.message.zh') AS message_zh, json_extract(s.body, '$.message.en') AS message_en,
           f.content, f.n
    FROM documents d JOIN contents c ON c.id = d.content JOIN findings f ON f.content = c.id
         JOIN rules r ON r.id = f.rule JOIN statements s ON s.id = f.statement
         LEFT JOIN wordings w ON w.id = f.wording
         LEFT JOIN clauses k ON k.content = f.content AND k.n = f.n AND k.m = 0;
