#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace DemoShop {

/// Appends JSON to a buffer, members in the order they are written. Made for speed: no tree, no copies; the caller
/// writes brackets, keys and commas.
class JsonWriter final
{
    Q_DISABLE_COPY_MOVE(JsonWriter)

public:
    /// Plain escapes what JSON demands; Shopify also writes `/`, `<`, `>` and `&` as escapes, as its bulk files do.
    enum class Escaping { Plain, Shopify };

    explicit JsonWriter(Escaping escaping = Escaping::Plain);

    /// Text that is already JSON.
    void raw(std::string_view json) { m_buffer.append(json); }
    void raw(char json) { m_buffer.push_back(json); }
    /// A string with its quotes; bytes that are not UTF-8 are passed on as they are.
    void string(std::string_view utf8);
    void number(qint64 value);
    /// A number with at most two decimals, "12.5" or "12.0" as Shopify writes floats.
    void real(double value);
    void boolean(bool value) { raw(value ? std::string_view("true") : std::string_view("false")); }
    /// `"gid://shopify/<type>/<id>"`.
    void gid(std::string_view type, qint64 id);
    /// ISO 8601 UTC, whole seconds.
    void time(qint64 secondsSinceEpoch);

    size_t size() const { return m_buffer.size(); }
    /// Takes back everything after `size`.
    void truncate(size_t size) { m_buffer.resize(size); }
    std::string &buffer() { return m_buffer; }

private:
    std::string m_buffer;
    const bool *m_special;
    bool m_isShopify;
};

} // namespace DemoShop
