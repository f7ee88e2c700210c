DROP TABLE product_variants, products, categories, settings, operators, catalogue_shop;
DROP FUNCTION note_variant_edit(), note_product_edit(), canonical_tags(text[]);
