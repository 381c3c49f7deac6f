-- Every line, and every worker missing from the report, with the base by law of the pay and who is bound by what.
-- `$source` is `line` or `absent`; the result is the table `$person`.

CREATE TEMP TABLE $person AS
WITH paid AS (
    SELECT l.*,
           CASE WHEN l.faults & $implausible = 0 THEN usable(l.reported_wage) END AS reported,
           CASE WHEN p.employer_id IS NOT NULL THEN p.wage
                WHEN l.faults & $implausible = 0 THEN usable(l.paid_wage) END AS wage,
           coalesce(p.basis, l.pay_basis, 'monthly') AS basis,
           coalesce(p.days, l.days) AS days_paid,
           coalesce(p.split AND p.wage IS NULL, false) AS allowance_unknown,
           coalesce(l.region, e.region) AS place,
           e.size, e.risk_class, e.sector, coalesce(e.state_body, false) AS state_body,
           e.registered_on, e.suspension_from, e.suspension_until,
           coalesce(year(l.start_date) * 12 + month(l.start_date) - 1 = l.month, false) OR coalesce(j.joining, false) AS joins,
           coalesce(year(l.start_date) * 12 + month(l.start_date) - 1 = l.month, false)
               OR coalesce(year(l.end_date) * 12 + month(l.end_date) - 1 = l.month, false)
               OR j.employer_id IS NOT NULL AS part
    FROM $source l
    LEFT JOIN employer e USING (employer_id)
    LEFT JOIN pay p USING (employer_id, worker_id, month)
    LEFT JOIN part_month j USING (employer_id, worker_id, month)
),
-- the pay of the months before, for those who work by the piece
history AS (
    SELECT k.employer_id, k.worker_id, k.month,
           count(*) FILTER (b.month >= k.month - $piece) AS near, sum(b.wage) FILTER (b.month >= k.month - $piece) AS near_sum,
           count(*) AS far, sum(b.wage) AS far_sum
    FROM (SELECT DISTINCT employer_id, worker_id, month FROM paid WHERE basis IN ('piece', 'weather_piece')) k
    JOIN $before b ON b.employer_id = k.employer_id AND b.worker_id = k.worker_id
                  AND b.month BETWEEN k.month - $weather AND k.month - 1 AND b.wage IS NOT NULL
    GROUP BY k.employer_id, k.worker_id, k.month
),
based AS (
    SELECT paid.*, m.minimum_wage, w.*  EXCLUDE (month),
           CASE basis
                WHEN 'daily' THEN CASE WHEN round(days_paid * 100) > 0
                    THEN nearest(wage * w.daily * 100, round(days_paid * 100)::BIGINT) END
                WHEN 'piece' THEN CASE WHEN h.near = $piece THEN nearest(h.near_sum::BIGINT, $piece) END
                WHEN 'weather_piece' THEN CASE WHEN h.far = $weather THEN nearest(h.far_sum::BIGINT, $weather) END
                ELSE wage END AS base,
           w.month IS NOT NULL AS in_law,
           coalesce(list_contains(w.exempt, size), false) AS exempt_by_size
    FROM paid
    LEFT JOIN law_month w USING (month)
    LEFT JOIN minimum_wage m ON m.month = paid.month AND m.region = paid.place
    LEFT JOIN history h ON h.employer_id = paid.employer_id AND h.worker_id = paid.worker_id AND h.month = paid.month
)
SELECT based.*,
       CASE WHEN basis IN ('piece', 'weather_piece') THEN base IS NOT NULL
            WHEN basis = 'daily' THEN wage > 0 AND base IS NOT NULL
            ELSE wage > 0 END IS TRUE AS known,
       -- free: not bound by the minimum wage; sure: certainly bound
       part OR state_body OR exempt_by_size OR (s.day IS NOT NULL AND suspension_until IS NOT NULL
           AND month BETWEEN year(suspension_from) * 12 + month(suspension_from) - 1
                         AND year(suspension_until) * 12 + month(suspension_until) - 1) AS free,
       NOT (size IS NULL AND len(exempt) > 0)
           AND NOT coalesce(s.day IS NOT NULL AND suspension_until IS NULL
               AND month >= year(suspension_from) * 12 + month(suspension_from) - 1, false)
           AND NOT coalesce(suspension_from IS NULL
               AND month <= year(suspension_until) * 12 + month(suspension_until) - 1, false) AS sure,
       coalesce(cut_kind = 'any' AND NOT coalesce(registered_on >= cut_start
                    AND month < year(registered_on) * 12 + month(registered_on) - 1 + newcomer_months, false), false)
           OR coalesce(cut_kind = 'sectors' AND list_contains(cut_sectors, sector) AND members >= least_members, false) AS cut
FROM based
LEFT JOIN suspendable s ON s.day = suspension_from
LEFT JOIN (SELECT employer_id, month, count(DISTINCT worker_id) FILTER (jkk) AS members FROM line GROUP BY ALL) n
       USING (employer_id, month);
