-- What a list that both sides changed is to become; no value when a person has to decide.
SELECT CASE :field::text
    WHEN 'tags' THEN to_jsonb(merge_tags(l.base, l.ours, l.theirs))::text
    WHEN 'option_names' THEN to_jsonb(merge_option_names(l.base, l.ours, l.theirs))::text
END
FROM (SELECT ARRAY(SELECT jsonb_array_elements_text(:base::jsonb)) AS base,
             ARRAY(SELECT jsonb_array_elements_text(:local::jsonb)) AS ours,
             ARRAY(SELECT jsonb_array_elements_text(:remote::jsonb)) AS theirs) AS l
