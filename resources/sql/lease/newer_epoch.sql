-- Whether another desk has taken over since this epoch. Until the transaction ends none can.
SELECT l.epoch > :epoch FROM writer_lease l JOIN catalogue_shop s ON s.domain = l.shop_domain
FOR SHARE OF l
