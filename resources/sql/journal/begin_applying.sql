-- What this transaction writes came from Shopify: it is no edit of a person.
SELECT set_config('syncdesk.applying', 'on', true)
