-- One field of it.
INSERT INTO staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value, remote_value, merged_value,
                                  is_conflict)
VALUES (:change, :shopify_variant_id, :variant, :field, :base, :local, :remote, :merged, :conflict)
