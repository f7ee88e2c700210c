-- What this transaction writes came from Shopify: it is no edit of a person. Its rows are looked up, however few the server
-- thinks there are: they were read just before, and are in memory.
SELECT set_config('syncdesk.applying', 'on', true), set_config('random_page_cost', '1.1', true)
