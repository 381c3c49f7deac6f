-- Every line, or every worker missing from the report, with the base by law of the pay and who is bound by what.
-- `$source` is `line` or `absent`; the result is the view `$person`.

CREATE TEMP VIEW $person AS
WITH paid AS (
    SELECT l.*, f.* EXCLUDE (employer_id, month),
           CASE WHEN l.faults & $implausible = 0 THEN usable(l.reported_wage) END AS reported,
           CASE WHEN p.employer_id IS NOT NULL THEN p.wage
                WHEN l.faults & $implausible = 0 THEN usable(l.paid_wage) END AS wage,
           coalesce(p.basis, l.pay_basis, 'monthly') AS basis,
           coalesce(p.days, l.days) AS days_paid,
           coalesce(l.region, f.firm_region) AS place,
           coalesce(year(l.start_date) * 12 + month(l.start_date) - 1 = l.month, false) OR coalesce(j.joining, false) AS joins,
           coalesce(year(l.start_date) * 12 + month(l.start_date) - 1 = l.month, false)
               OR coalesce(year(l.end_date) * 12 + month(l.end_date) - 1 = l.month, false)
               OR j.employer_id IS NOT NULL AS part,
           h.near, h.near_sum, h.far, h.far_sum
    FROM $source l
    LEFT JOIN firm f ON f.employer_id = l.employer_id AND f.month = l.month
    LEFT JOIN pay p ON p.employer_id = l.employer_id AND p.worker_id = l.worker_id AND p.month = l.month
    LEFT JOIN part_month j ON j.employer_id = l.employer_id AND j.worker_id = l.worker_id AND j.month = l.month
    LEFT JOIN piece h ON h.employer_id = l.employer_id AND h.worker_id = l.worker_id AND h.month = l.month
),
based AS (
    SELECT paid.*, m.minimum_wage,
           CASE basis
                WHEN 'daily' THEN CASE WHEN round(days_paid * 100) > 0
                    THEN nearest(wage * daily * 100, round(days_paid * 100)::BIGINT) END
                WHEN 'piece' THEN CASE WHEN near = $piece THEN nearest(near_sum::BIGINT, $piece) END
                WHEN 'weather_piece' THEN CASE WHEN far = $weather THEN nearest(far_sum::BIGINT, $weather) END
                ELSE wage END AS base
    FROM paid
    LEFT JOIN minimum_wage m ON m.month = paid.month AND m.region = paid.place
)
SELECT based.*,
       CASE WHEN basis IN ('piece', 'weather_piece') THEN base IS NOT NULL
            WHEN basis = 'daily' THEN wage > 0 AND base IS NOT NULL
            ELSE wage > 0 END IS TRUE AS known,
       -- free: not bound by the minimum wage; sure: certainly bound
       part OR free_firm AS free
FROM based;
