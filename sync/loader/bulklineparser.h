#pragma once

#include "sync/loader/bulkrecord.h"
#include "sync/loader/linefault.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace Sync {

/// Which kind of object a line holds.
enum class BulkKind { Product, Variant, Facet, Medium };

/// What a line is about.
struct BulkKey
{
    BulkKind kind = BulkKind::Product;
    /// 0 for a facet: it is told by owner and name, and no id of its own counts. But for the line by which the file of
    /// memberships tells of a product, the product.
    std::int64_t id = 0;
};

/// Reads the lines of the bulk queries `bulk_products` and `bulk_memberships`, one at a time, in whatever order fields
/// and lines come.
///
/// Strict where a wrong reading could do harm (see LineFault), forgiving where a text is merely broken: that is read
/// with replacement characters and a warning. Fields nobody asked for are passed over. Belongs to one thread.
class BulkLineParser final
{
public:
    /// Amounts with more decimals than this are remarked on.
    explicit BulkLineParser(int priceDecimals = 2);
    ~BulkLineParser();
    BulkLineParser(const BulkLineParser &) = delete;
    BulkLineParser &operator=(const BulkLineParser &) = delete;

    /// Kind and id when they stand at the very start of the line, where Shopify puts them; nothing when only a full
    /// reading can tell.
    static std::optional<BulkKey> keyAtStart(std::string_view line);

    using Parsed = std::variant<const ProductRecord *, const VariantRecord *, const FacetRecord *, LineProblem>;
    /// Reads one line. It must be followed by 32 readable bytes. What is returned lives until the next call.
    Parsed parse(std::string_view line);

    /// What was odd about the line parsed last.
    const std::vector<LineWarning> &warnings() const;

private:
    class Reader;
    std::unique_ptr<Reader> m_reader;
};

} // namespace Sync
