#pragma once

#include "app/demoshop/catalogue/store.h"

#include <QStringList>

namespace DemoShop {

/// A search in Shopify's syntax: `status:active updated_at:>='2026-11-01T00:00:00Z' (tag:eco OR vendor:Papyria)
/// -sku:A*`. Terms side by side must all hold; a field the shop does not know is ignored and listed.
class Search final
{
public:
    /// Never fails: what cannot be understood is searched as text, as Shopify does.
    static Search parse(const QString &query);

    /// Fields that were ignored.
    const QStringList &unknownFields() const { return m_unknownFields; }
    /// Whether matching needs more of a product than its id and time of change.
    bool needsProduct() const { return m_needsProduct; }
    /// Whether everything matches.
    bool isEmpty() const { return m_root < 0; }

    bool matches(const Product &product, const std::vector<Collection> &collections) const;
    /// As matches() for a single variant of the product.
    bool matchesVariant(const Product &product, const Variant &variant) const;
    /// A collection by its title, handle, id or time of change; what else a search may say holds for none.
    bool matchesCollection(const Collection &collection) const;
    bool matchesTime(qint64 id, qint64 updatedAt) const;

private:
    enum class Comparison { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };
    struct Node
    {
        enum class Kind { And, Or, Not, Term };
        Kind kind = Kind::Term;
        int left = -1;
        int right = -1;
        QString field; ///< empty: text anywhere
        Comparison comparison = Comparison::Equal;
        QString value;
        qint64 number = 0; ///< the value as a number or time, when it is one
        bool isNumber = false;
        bool isPrefix = false;
    };
    struct Subject;
    class Reader;

    bool holds(int node, const Subject &subject) const;
    static bool collectionHolds(const Node &term, const Collection &collection);
    static bool termHolds(const Node &term, const Subject &subject);
    static bool compareNumber(const Node &term, qint64 number);
    static bool compareText(const Node &term, const std::string &text);

    std::vector<Node> m_nodes;
    int m_root = -1;
    QStringList m_unknownFields;
    bool m_needsProduct = false;
};

} // namespace DemoShop
