-- Who worked by payroll or roster and is not in the report: the table `absent`, shaped like `line`, with `in_report`
-- (the employer reports others) and `certain`.

CREATE TEMP TABLE reported AS SELECT DISTINCT employer_id, month FROM line;

-- a line dated in the future asks after nobody
CREATE TEMP TABLE asked AS SELECT * FROM (
    SELECT employer_id, month, true AS in_report FROM reported WHERE month IS NOT NULL
    UNION ALL
    SELECT DISTINCT employer_id, month, false FROM payroll
    WHERE employer_id NOT IN (SELECT employer_id FROM reported) AND month IN (SELECT month FROM reported)
    UNION ALL
    SELECT DISTINCT r.employer_id, m.month, false
    FROM roster r, (SELECT DISTINCT month FROM reported) m
    WHERE r.employer_id NOT IN (SELECT employer_id FROM reported)
      AND r.employer_id NOT IN (SELECT employer_id FROM payroll WHERE employer_id IS NOT NULL)
) WHERE month IN (SELECT month FROM law_month);

CREATE TEMP TABLE expected AS
WITH dated AS (
    SELECT r.employer_id, r.worker_id, a.month, any_value(a.in_report) AS in_report
    FROM roster r JOIN asked a USING (employer_id)
    WHERE r.worker_id IS NOT NULL AND year(r.start_date) * 12 + month(r.start_date) - 1 < a.month
      AND coalesce(a.month < year(r.end_date) * 12 + month(r.end_date) - 1, true)
    GROUP BY r.employer_id, r.worker_id, a.month
),
paid AS (
    SELECT DISTINCT p.employer_id, p.worker_id, p.month, a.in_report
    FROM payroll p JOIN asked a USING (employer_id, month)
    ANTI JOIN part_month USING (employer_id, worker_id, month)
    ANTI JOIN dated USING (employer_id, worker_id, month)
    WHERE p.worker_id IS NOT NULL
),
undated AS (
    SELECT r.employer_id, r.worker_id, a.month, any_value(a.in_report) AS in_report
    FROM roster r JOIN asked a USING (employer_id)
    WHERE r.worker_id IS NOT NULL AND r.start_date IS NULL
    GROUP BY r.employer_id, r.worker_id, a.month
)
SELECT employer_id, worker_id, month, in_report, true AS certain FROM dated
UNION ALL
SELECT p.employer_id, p.worker_id, p.month, p.in_report,
       NOT EXISTS (SELECT 1 FROM roster r WHERE r.employer_id = p.employer_id AND r.worker_id = p.worker_id
                                            AND r.start_date IS NOT NULL)
       AND NOT ((p.employer_id, p.month - 1) IN (SELECT employer_id, month FROM payroll)
                AND (p.employer_id, p.worker_id, p.month - 1) NOT IN (
                    SELECT employer_id, worker_id, month FROM payroll
                    WHERE employer_id IS NOT NULL AND worker_id IS NOT NULL AND month IS NOT NULL))
FROM paid p
UNION ALL
SELECT u.employer_id, u.worker_id, u.month, u.in_report, false
FROM undated u
ANTI JOIN dated USING (employer_id, worker_id, month)
ANTI JOIN paid USING (employer_id, worker_id, month);

CREATE TEMP TABLE absent AS
WITH lost AS (
    SELECT employer_id, month, plain(name) AS lost_name FROM line WHERE faults & $lost <> 0
),
named AS (
    SELECT employer_id, worker_id, plain(name) AS known_name FROM roster WHERE plain(name) IS NOT NULL
)
SELECT x.employer_id, x.worker_id, NULL::VARCHAR AS name, x.month, NULL::VARCHAR AS region, NULL::BIGINT AS reported_wage,
       false AS jkk, false AS jkm, false AS jht, false AS jp, false AS jkp, NULL::BIGINT AS paid_wage,
       NULL::VARCHAR AS pay_basis, NULL::DOUBLE AS days, NULL::DATE AS start_date, NULL::DATE AS end_date,
       NULL::DATE AS birth_date, 0::UINTEGER AS faults, x.in_report,
       x.certain AND NOT EXISTS (
           SELECT 1 FROM lost l WHERE l.employer_id = x.employer_id AND l.month = x.month
                                  AND (l.lost_name IS NULL OR NOT EXISTS (
                                      SELECT 1 FROM named n WHERE n.employer_id = x.employer_id AND n.worker_id = x.worker_id))) AS certain
FROM expected x
ANTI JOIN (SELECT DISTINCT employer_id, worker_id, month FROM line WHERE worker_id IS NOT NULL) USING (employer_id, worker_id, month)
WHERE NOT EXISTS (
    SELECT 1 FROM lost l JOIN named n ON n.employer_id = l.employer_id AND n.known_name = l.lost_name
    WHERE l.employer_id = x.employer_id AND l.month = x.month AND n.worker_id = x.worker_id)
  AND x.employer_id NOT IN (SELECT employer_id FROM employer WHERE state_body);
