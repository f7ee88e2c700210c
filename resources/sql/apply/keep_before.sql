-- Complete images of what is about to be written.
UPDATE apply_chunk a SET before = i.image FROM product_images i WHERE i.product_id = a.product_id
