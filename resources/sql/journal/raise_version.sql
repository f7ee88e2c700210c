-- Content put back gets a version of its own: at least the last one, which the summary then raises.
UPDATE products SET content_version = greatest(content_version, :version) WHERE id = :product
