-- Tells the triggers of the catalogue that what is written now came from Shopify and is no edit.
SELECT set_config('syncdesk.applying', 'on', true)
