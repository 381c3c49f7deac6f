-- What is known of each employer in each month, and what the law then says of it: the table `firm`.
-- Rates are parts of ten thousand million: a rate in parts of 100,000 times what a cut leaves of it in the same parts.

CREATE TEMP TABLE firm AS
WITH place AS (
    SELECT DISTINCT employer_id, month FROM line
    UNION
    SELECT DISTINCT employer_id, month FROM absent
),
crowd AS (
    SELECT employer_id, month, count(DISTINCT worker_id) AS members FROM line
    WHERE jkk AND employer_id IN (SELECT employer_id FROM employer WHERE sector IS NOT NULL)
    GROUP BY employer_id, month
),
known AS (
    SELECT p.employer_id, p.month, e.region AS firm_region, e.size, coalesce(e.state_body, false) AS state_body,
           coalesce(e.sector = 'construction', false) AS building,
           w.month IS NOT NULL AS in_law, $floor AND coalesce(w.floor_in_law, false) AS floored,
           w.jp_ceiling, w.jkp_ceiling, w.jht_employer, w.jht_worker, w.jp_employer, w.jp_worker, w.daily,
           w.fine_of_jkk, w.fine_per_jkk, w.fine_of_jht, w.fine_per_jht, w.fine_of_jp, w.fine_per_jp, w.due_on,
           12 * w.pension_age AS pension_months, w.from_jkk IS NOT NULL AS jkp_in_law,
           coalesce(z.needs, CASE WHEN e.size IS NULL THEN a.needs_all END, []) AS needs,
           CASE WHEN e.size IS NULL THEN a.needs_some ELSE [] END AS perhaps, coalesce(w.casual_needs, []) AS casual,
           coalesce(list_contains(w.exempt, e.size), false)
               OR coalesce(s.day IS NOT NULL AND p.month BETWEEN year(e.suspension_from) * 12 + month(e.suspension_from) - 1
                                                            AND year(e.suspension_until) * 12 + month(e.suspension_until) - 1, false)
               OR coalesce(e.state_body, false) AS free_firm,
           NOT (e.size IS NULL AND len(w.exempt) > 0)
               AND NOT coalesce(s.day IS NOT NULL AND e.suspension_until IS NULL
                   AND p.month >= year(e.suspension_from) * 12 + month(e.suspension_from) - 1, false)
               AND NOT coalesce(e.suspension_from IS NULL
                   AND p.month <= year(e.suspension_until) * 12 + month(e.suspension_until) - 1, false) AS sure,
           coalesce(w.cut_kind = 'any' AND NOT coalesce(e.registered_on >= w.cut_start AND p.month
                        < year(e.registered_on) * 12 + month(e.registered_on) - 1 + w.newcomer_months, false), false) AS cut_any,
           coalesce(w.cut_kind = 'sectors' AND list_contains(w.cut_sectors, e.sector)
                    AND coalesce(n.members, 0) >= w.least_members, false) AS cut_sector,
           r.full_rate, r.member_rate, r.from_jkk_cut, w.jkm_full, w.jkm_member, w.from_jkk, w.from_jkm, w.cut_jkk, w.cut_jkm
    FROM place p
    LEFT JOIN employer e USING (employer_id)
    LEFT JOIN law_month w USING (month)
    LEFT JOIN law_size z ON z.month = p.month AND z.size = e.size
    LEFT JOIN law_all_sizes a ON a.month = p.month
    LEFT JOIN law_risk r ON r.month = p.month AND r.risk_class = e.risk_class
    LEFT JOIN suspendable s ON s.day = e.suspension_from
    LEFT JOIN crowd n ON n.employer_id = p.employer_id AND n.month = p.month
)
SELECT * EXCLUDE (needs, perhaps, casual, full_rate, member_rate, from_jkk_cut, jkm_full, jkm_member, from_jkk, from_jkm, cut_jkk, cut_jkm),
       list_contains(needs, 'jkk') AS all_jkk, list_contains(needs, 'jkm') AS all_jkm,
       list_contains(needs, 'jht') AS all_jht, list_contains(needs, 'jp') AS all_jp,
       list_contains(perhaps, 'jkk') AS some_jkk, list_contains(perhaps, 'jkm') AS some_jkm,
       list_contains(perhaps, 'jht') AS some_jht, list_contains(perhaps, 'jp') AS some_jp,
       list_contains(casual, 'jkk') AS casual_jkk, list_contains(casual, 'jkm') AS casual_jkm,
       list_contains(casual, 'jht') AS casual_jht, list_contains(casual, 'jp') AS casual_jp,
       full_rate * (100000 - CASE WHEN cut_any OR cut_sector THEN cut_jkk ELSE 0 END) AS jkk_alone,
       jkm_full * (100000 - CASE WHEN cut_any THEN cut_jkm ELSE 0 END) AS jkm_alone,
       CASE WHEN cut_sector THEN full_rate * (100000 - cut_jkk) - from_jkk_cut * 100000
            ELSE member_rate * (100000 - CASE WHEN cut_any THEN cut_jkk ELSE 0 END) END AS jkk_beside_jkp,
       jkm_member * (100000 - CASE WHEN cut_any THEN cut_jkm ELSE 0 END) AS jkm_beside_jkp,
       (CASE WHEN cut_sector THEN coalesce(from_jkk_cut, from_jkk) ELSE from_jkk END + coalesce(from_jkm, 0)) * 100000 AS jkp_rate
FROM known;

-- the pay of the months before, for those who work by the piece
CREATE TEMP TABLE piece AS
WITH asked AS (
    SELECT employer_id, worker_id, month FROM line WHERE pay_basis IN ('piece', 'weather_piece')
    UNION
    SELECT employer_id, worker_id, month FROM pay WHERE basis IN ('piece', 'weather_piece')
)
SELECT k.employer_id, k.worker_id, k.month,
       count(*) FILTER (b.month >= k.month - $piece) AS near, sum(b.wage) FILTER (b.month >= k.month - $piece) AS near_sum,
       count(*) AS far, sum(b.wage) AS far_sum
FROM asked k
JOIN $before b ON b.employer_id = k.employer_id AND b.worker_id = k.worker_id
              AND b.month BETWEEN k.month - $weather AND k.month - 1 AND b.wage IS NOT NULL
GROUP BY k.employer_id, k.worker_id, k.month;
