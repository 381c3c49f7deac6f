-- What the rules find about each person of `$person` and what it comes to: the view `$judged`.
-- Rates of JKK, JKM and JKP are parts of ten thousand million, the others parts of 100,000.

CREATE TEMP VIEW $judged AS
WITH needing AS (
    SELECT p.*, building AND basis IN ('daily', 'piece', 'weather_piece') AS casual,
           coalesce(month - (year(birth_date) * 12 + month(birth_date) - 1) > pension_months, false) AS pensioned,
           coalesce(CASE WHEN known AND NOT part THEN base ELSE reported END, CASE WHEN known THEN base END) AS true_base
    FROM $person p
),
due AS (
    SELECT n.*,
           all_jkk AND (NOT casual OR casual_jkk) AS needs_jkk, all_jkm AND (NOT casual OR casual_jkm) AS needs_jkm,
           all_jht AND (NOT casual OR casual_jht) AS needs_jht,
           all_jp AND (NOT casual OR casual_jp) AND NOT joins AND NOT pensioned AS needs_jp,
           some_jkk AND (NOT casual OR casual_jkk) AS maybe_jkk, some_jkm AND (NOT casual OR casual_jkm) AS maybe_jkm,
           some_jht AND (NOT casual OR casual_jht) AS maybe_jht,
           some_jp AND (NOT casual OR casual_jp) AND NOT joins AND NOT pensioned AS maybe_jp,
           CASE WHEN floored AND NOT free AND sure THEN minimum_wage END AS sure_floor,
           CASE WHEN floored AND NOT free THEN minimum_wage END AS any_floor,
           coalesce(jkp, false) AND jkp_in_law AS member
    FROM needing n
),
rated AS (
    SELECT d.*,
           CASE WHEN true_base IS NOT NULL THEN greatest(true_base, coalesce(sure_floor, true_base)) END AS base_due,
           greatest(coalesce(base, 0), coalesce(any_floor, 0)) AS base_over,
           CASE WHEN member THEN jkk_beside_jkp ELSE jkk_alone END AS of_jkk,
           CASE WHEN member THEN jkm_beside_jkp ELSE jkm_alone END AS of_jkm,
           CASE WHEN member THEN jkp_rate END AS of_jkp
    FROM due d
),
contributed AS (
    SELECT *,
           -- 10^10 parts times 10^12 rupiah would not fit: the last three zeros are common to all
           nearest(base_due * (of_jkk // 1000), 10000000)::BIGINT AS due_jkk,
           nearest(reported * (of_jkk // 1000), 10000000)::BIGINT AS rep_jkk,
           nearest(base_due * (of_jkm // 1000), 10000000)::BIGINT AS due_jkm,
           nearest(reported * (of_jkm // 1000), 10000000)::BIGINT AS rep_jkm,
           nearest(base_due * jht_employer, 100000) AS due_jht_employer, nearest(reported * jht_employer, 100000) AS rep_jht_employer,
           nearest(base_due * jht_worker, 100000) AS due_jht_worker, nearest(reported * jht_worker, 100000) AS rep_jht_worker,
           nearest(capped(base_due, jp_ceiling) * jp_employer, 100000) AS due_jp_employer,
           nearest(capped(reported, jp_ceiling) * jp_employer, 100000) AS rep_jp_employer,
           nearest(capped(base_due, jp_ceiling) * jp_worker, 100000) AS due_jp_worker,
           nearest(capped(reported, jp_ceiling) * jp_worker, 100000) AS rep_jp_worker,
           nearest(capped(base_due, jkp_ceiling) * (of_jkp // 1000), 10000000)::BIGINT AS due_jkp,
           nearest(capped(reported, jkp_ceiling) * (of_jkp // 1000), 10000000)::BIGINT AS rep_jkp,
           nearest(capped(reported, base_over) * jht_worker, 100000) AS right_jht_worker,
           nearest(capped(capped(reported, base_over), jp_ceiling) * jp_worker, 100000) AS right_jp_worker,
           faults & $duplicate = 0 AND NOT state_body AS judged
    FROM rated
),
answered AS (
    SELECT *,
           CASE WHEN NOT judged OR part THEN 0 WHEN NOT in_law OR reported IS NULL OR NOT known THEN 2
                WHEN base > reported + 1 THEN 1 ELSE 0 END AS under,
           CASE WHEN NOT judged OR part THEN 0 WHEN NOT in_law OR reported IS NULL OR NOT known THEN 2
                WHEN reported > base + 1 THEN 1 ELSE 0 END AS over,
           CASE WHEN NOT judged OR free THEN 0
                WHEN NOT in_law OR reported IS NULL OR place IS NULL OR minimum_wage IS NULL THEN 2
                WHEN reported + 1 >= minimum_wage THEN 0
                WHEN NOT sure THEN 2 WHEN floored THEN 1 ELSE 3 END AS base_below,
           CASE WHEN NOT judged OR free THEN 0
                WHEN NOT in_law THEN 2
                WHEN basis IN ('piece', 'weather_piece') AND (wage IS NULL OR place IS NULL OR minimum_wage IS NULL) THEN 2
                WHEN basis IN ('piece', 'weather_piece') THEN CASE WHEN wage + 1 < minimum_wage THEN 2 ELSE 0 END
                WHEN NOT known OR place IS NULL OR minimum_wage IS NULL THEN 2
                WHEN base + 1 >= minimum_wage THEN 0
                WHEN NOT sure THEN 2 ELSE 1 END AS wage_below,
           CASE WHEN NOT judged THEN 0 WHEN NOT in_law THEN 2
                WHEN (needs_jkk AND NOT jkk) IS TRUE OR (needs_jkm AND NOT jkm) IS TRUE
                  OR (needs_jht AND NOT jht) IS TRUE OR (needs_jp AND NOT jp) IS TRUE THEN 1
                WHEN (needs_jkk AND jkk IS NULL) OR (needs_jkm AND jkm IS NULL)
                  OR (needs_jht AND jht IS NULL) OR (needs_jp AND jp IS NULL) THEN 2
                WHEN size IS NULL AND (
                     NOT coalesce(jkk, false) AND maybe_jkk OR NOT coalesce(jkm, false) AND maybe_jkm
                  OR NOT coalesce(jht, false) AND maybe_jht OR NOT coalesce(jp, false) AND maybe_jp) THEN 2
                ELSE 0 END AS program
    FROM contributed
),
short AS (
    SELECT *,
           under = 1 OR base_below = 1 AS low,
           CASE WHEN jkk THEN due_jkk - rep_jkk END AS low_jkk, CASE WHEN jkm THEN due_jkm - rep_jkm END AS low_jkm,
           CASE WHEN jkp THEN due_jkp - rep_jkp END AS low_jkp,
           CASE WHEN jht THEN due_jht_employer - rep_jht_employer + due_jht_worker - rep_jht_worker END AS low_jht,
           CASE WHEN jp THEN due_jp_employer - rep_jp_employer + due_jp_worker - rep_jp_worker END AS low_jp,
           CASE WHEN needs_jkk AND NOT jkk THEN due_jkk END AS out_jkk, CASE WHEN needs_jkm AND NOT jkm THEN due_jkm END AS out_jkm,
           CASE WHEN needs_jht AND NOT jht THEN due_jht_employer + due_jht_worker END AS out_jht,
           CASE WHEN needs_jp AND NOT jp THEN due_jp_employer + due_jp_worker END AS out_jp
    FROM answered
)
SELECT employer_id, month, under, over, base_below, wage_below, program, in_law, faults, state_body, due_on, $told
       CASE WHEN low THEN coalesce(low_jkk, 0) + coalesce(low_jkm, 0) + coalesce(low_jht, 0) + coalesce(low_jp, 0)
           + coalesce(low_jkp, 0) END AS low_total,
       CASE WHEN low THEN
           nearest((coalesce(low_jkk, 0) + coalesce(low_jkm, 0) + coalesce(low_jkp, 0)) * fine_of_jkk, fine_per_jkk)
           + nearest(coalesce(low_jht, 0) * fine_of_jht, fine_per_jht) + nearest(coalesce(low_jp, 0) * fine_of_jp, fine_per_jp) END AS low_fine,
       CASE WHEN program = 1 THEN coalesce(out_jkk, 0) + coalesce(out_jkm, 0) + coalesce(out_jht, 0) + coalesce(out_jp, 0) END AS out_total,
       CASE WHEN program = 1 THEN nearest((coalesce(out_jkk, 0) + coalesce(out_jkm, 0)) * fine_of_jkk, fine_per_jkk)
           + nearest(coalesce(out_jht, 0) * fine_of_jht, fine_per_jht) + nearest(coalesce(out_jp, 0) * fine_of_jp, fine_per_jp) END AS out_fine,
       CASE WHEN over = 1 THEN CASE WHEN jht THEN rep_jht_worker - right_jht_worker ELSE 0 END
           + CASE WHEN jp THEN rep_jp_worker - right_jp_worker ELSE 0 END END AS overpaid,
       -- what the report itself comes to, by fund
       CASE WHEN jkk THEN rep_jkk ELSE 0 END AS owes_jkk,
       CASE WHEN jkm THEN rep_jkm ELSE 0 END AS owes_jkm,
       CASE WHEN jkp THEN coalesce(rep_jkp, 0) ELSE 0 END AS owes_jkp,
       CASE WHEN jht THEN rep_jht_employer + rep_jht_worker ELSE 0 END AS owes_jht,
       CASE WHEN jp THEN rep_jp_employer ELSE 0 END AS owes_jp_employer, CASE WHEN jp THEN rep_jp_worker ELSE 0 END AS owes_jp_worker,
       (jkk IS NULL OR jkm IS NULL OR jht IS NULL OR jp IS NULL OR reported IS NULL OR (jkk AND of_jkk IS NULL)) AS unreckoned
FROM short;
