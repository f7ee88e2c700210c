-- Whether another desk has taken over since this epoch.
SELECT 1 FROM writer_lease l JOIN catalogue_shop s ON s.domain = l.shop_domain WHERE l.epoch > :epoch
