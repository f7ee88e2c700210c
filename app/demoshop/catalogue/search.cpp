#include "app/demoshop/catalogue/search.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace DemoShop {

using namespace Qt::StringLiterals;

struct Search::Subject
{
    qint64 id = 0;
    qint64 updatedAt = 0;
    const Product *product = nullptr;
    const Variant *variant = nullptr; ///< null: the product with all its variants
    const std::vector<Collection> *collections = nullptr;
    const Collection *collection = nullptr; ///< set: the collection itself is looked for
};

/// Reads a query into nodes, by recursive descent: or → and → not → term.
class Search::Reader final
{
    Q_DISABLE_COPY_MOVE(Reader)

public:
    Reader(QString query, Search *search)
        : m_query(std::move(query))
        , m_search(search)
    { }

    int any()
    {
        int left = all();
        while (takeWord(u"OR"_s)) {
            left = join(Node::Kind::Or, left, all());
        }
        return left;
    }

private:
    int all()
    {
        int left = one();
        while (!atEnd() && !isNext(u')') && !isWord(u"OR"_s)) {
            takeWord(u"AND"_s);
            left = join(Node::Kind::And, left, one());
        }
        return left;
    }

    int one()
    {
        if (takeWord(u"NOT"_s) || take(u'-')) {
            if (++m_depth > deepest) {
                m_position = m_query.size();
                return -1;
            }
            const int inner = one();
            --m_depth;
            return inner < 0 ? inner : add(makeNode(Node::Kind::Not, inner, -1));
        }
        if (take(u'(')) {
            if (++m_depth > deepest) {
                m_position = m_query.size();
                return -1;
            }
            const int inner = any();
            --m_depth;
            take(u')');
            return inner;
        }
        if (atEnd()) {
            return -1;
        }
        if (isNext(u')')) { // a stray one
            ++m_position;
            return -1;
        }
        return term();
    }

    int term()
    {
        static const QSet<QString> known{u"id"_s, u"title"_s, u"handle"_s, u"vendor"_s, u"product_type"_s, u"status"_s,
            u"tag"_s, u"tag_not"_s, u"sku"_s, u"barcode"_s, u"created_at"_s, u"updated_at"_s, u"published_at"_s,
            u"inventory_total"_s, u"inventory_quantity"_s, u"collection_id"_s, u"product_id"_s, u"product_ids"_s,
            u"price"_s, u"default"_s};
        Node node;
        bool isQuoted = false;
        QString word = this->word(&isQuoted);
        if (!isQuoted && m_position < m_query.size() && m_query[m_position] == u':') {
            ++m_position;
            node.field = word.toLower();
            node.comparison = comparison();
            word = this->word(&isQuoted);
        }
        node.isPrefix = !isQuoted && word.endsWith(u'*');
        node.value = node.isPrefix ? word.chopped(1) : word;
        readNumber(&node);
        if (!node.field.isEmpty() && !known.contains(node.field)) {
            m_search->m_unknownFields.append(node.field);
            return -1;
        }
        if (node.field == "default"_L1) {
            node.field.clear();
        }
        if (node.field != "id"_L1 && node.field != "updated_at"_L1) {
            m_search->m_needsProduct = true;
        }
        return add(std::move(node));
    }

    static void readNumber(Node *node)
    {
        const QString text = node->value.section(u'/', -1); // an id may be given as a GID
        if (node->field.endsWith("_at"_L1)) {
            QDateTime time = node->value.compare("now"_L1, Qt::CaseInsensitive) == 0
                ? QDateTime::currentDateTimeUtc()
                : QDateTime::fromString(node->value, Qt::ISODate);
            if (time.timeSpec() == Qt::LocalTime) {
                time.setTimeSpec(Qt::UTC);
            }
            node->isNumber = time.isValid();
            node->number = time.toSecsSinceEpoch();
        } else {
            node->number = text.toLongLong(&node->isNumber);
        }
    }

    Comparison comparison()
    {
        const bool isLess = take(u'<');
        const bool isGreater = !isLess && take(u'>');
        const bool isEqual = take(u'=');
        return isLess   ? (isEqual ? Comparison::LessOrEqual : Comparison::Less)
            : isGreater ? (isEqual ? Comparison::GreaterOrEqual : Comparison::Greater)
                        : Comparison::Equal;
    }

    QString word(bool *isQuoted)
    {
        const QChar quote = m_position < m_query.size() ? m_query[m_position] : QChar();
        *isQuoted = quote == u'"' || quote == u'\'';
        QString text;
        if (*isQuoted) {
            for (++m_position; m_position < m_query.size() && m_query[m_position] != quote; ++m_position) {
                if (m_query[m_position] == u'\\' && m_position + 1 < m_query.size()) {
                    ++m_position;
                }
                text += m_query[m_position];
            }
            ++m_position;
            return text;
        }
        const bool isValue = m_position > 0 && QStringView(u":<>=").contains(m_query[m_position - 1]);
        while (m_position < m_query.size()) {
            const QChar c = m_query[m_position];
            if (c.isSpace() || c == u')' || c == u'(' || (c == u':' && !isValue)) {
                break;
            }
            if (c == u'\\' && m_position + 1 < m_query.size()) {
                ++m_position;
            }
            text += m_query[m_position++];
        }
        if (text.isEmpty() && m_position < m_query.size()) {
            ++m_position; // a lone colon is nobody's term; step over it so that reading ends
        }
        return text;
    }

    int join(Node::Kind kind, int left, int right)
    {
        return left < 0 ? right : right < 0 ? left : add(makeNode(kind, left, right));
    }
    static Node makeNode(Node::Kind kind, int left, int right)
    {
        Node node;
        node.kind = kind;
        node.left = left;
        node.right = right;
        return node;
    }
    int add(Node node)
    {
        m_search->m_nodes.push_back(std::move(node));
        return static_cast<int>(m_search->m_nodes.size()) - 1;
    }
    void skipSpace()
    {
        while (m_position < m_query.size() && m_query[m_position].isSpace()) {
            ++m_position;
        }
    }
    bool atEnd()
    {
        skipSpace();
        return m_position >= m_query.size();
    }
    bool isNext(QChar c) { return !atEnd() && m_query[m_position] == c; }
    bool take(QChar c)
    {
        const bool isIt = isNext(c);
        m_position += isIt ? 1 : 0;
        return isIt;
    }
    bool isWord(const QString &word)
    {
        skipSpace();
        const QStringView rest = QStringView(m_query).sliced(std::min(m_position, m_query.size()));
        return rest.startsWith(word)
            && (rest.size() == word.size() || rest[word.size()].isSpace() || rest[word.size()] == u'(');
    }
    bool takeWord(const QString &word)
    {
        const bool isIt = isWord(word);
        m_position += isIt ? word.size() : 0;
        return isIt;
    }

    static constexpr int deepest = 50;
    QString m_query;
    qsizetype m_position = 0;
    int m_depth = 0;
    Search *m_search;
};

Search Search::parse(const QString &query)
{
    Search search;
    constexpr qsizetype longest = 8192; // what follows is not read, so that no query can exhaust the stack
    search.m_root = Reader(query.left(longest), &search).any();
    return search;
}

bool Search::matches(const Product &product, const std::vector<Collection> &collections) const
{
    return isEmpty() || holds(m_root, {product.id, product.updatedAt, &product, nullptr, &collections, nullptr});
}

bool Search::matchesVariant(const Product &product, const Variant &variant) const
{
    return isEmpty() || holds(m_root, {variant.id, variant.updatedAt, &product, &variant, nullptr, nullptr});
}

bool Search::matchesCollection(const Collection &collection) const
{
    return isEmpty() || holds(m_root, {collection.id, collection.updatedAt, nullptr, nullptr, nullptr, &collection});
}

bool Search::matchesTime(qint64 id, qint64 updatedAt) const
{
    return isEmpty() || holds(m_root, {id, updatedAt, nullptr, nullptr, nullptr, nullptr});
}

bool Search::holds(int index, const Subject &subject) const
{
    const Node &node = m_nodes[static_cast<size_t>(index)];
    switch (node.kind) {
    case Node::Kind::And:
        return holds(node.left, subject) && holds(node.right, subject);
    case Node::Kind::Or:
        return holds(node.left, subject) || holds(node.right, subject);
    case Node::Kind::Not:
        return !holds(node.left, subject);
    case Node::Kind::Term:
        return termHolds(node, subject);
    }
    Q_UNREACHABLE();
}

bool Search::compareNumber(const Node &term, qint64 number)
{
    if (!term.isNumber) {
        return false;
    }
    switch (term.comparison) {
    case Comparison::Equal:
        return number == term.number;
    case Comparison::Less:
        return number < term.number;
    case Comparison::LessOrEqual:
        return number <= term.number;
    case Comparison::Greater:
        return number > term.number;
    case Comparison::GreaterOrEqual:
        return number >= term.number;
    }
    Q_UNREACHABLE();
}

bool Search::compareText(const Node &term, const std::string &utf8)
{
    const QString text = QString::fromStdString(utf8);
    return term.isPrefix ? text.startsWith(term.value, Qt::CaseInsensitive)
                         : text.compare(term.value, Qt::CaseInsensitive) == 0;
}

bool Search::collectionHolds(const Node &term, const Collection &collection)
{
    if (term.field == "handle"_L1) {
        return compareText(term, collection.handle);
    }
    const QString title = QString::fromStdString(collection.title);
    return (term.field.isEmpty() || term.field == "title"_L1) && title.contains(term.value, Qt::CaseInsensitive);
}

bool Search::termHolds(const Node &term, const Subject &subject)
{
    if (term.field == "id"_L1) {
        return compareNumber(term, subject.id);
    }
    if (term.field == "updated_at"_L1) {
        return compareNumber(term, subject.updatedAt);
    }
    if (subject.collection) {
        return collectionHolds(term, *subject.collection);
    }
    const Product &product = *subject.product;
    const auto anyVariant = [&](const auto &predicate) {
        return subject.variant ? predicate(*subject.variant)
                               : std::any_of(product.variants.cbegin(), product.variants.cend(), predicate);
    };
    const auto contains = [&term](const std::string &utf8) {
        return QString::fromStdString(utf8).contains(term.value, Qt::CaseInsensitive);
    };
    if (term.field.isEmpty()) {
        return contains(product.title) || contains(product.vendor) || contains(product.productType)
            || anyVariant([&](const Variant &variant) { return variant.sku && compareText(term, *variant.sku); });
    }
    if (term.field == "title"_L1) {
        return term.isPrefix ? compareText(term, product.title) : contains(product.title);
    }
    if (term.field == "handle"_L1) {
        return compareText(term, product.handle);
    }
    if (term.field == "vendor"_L1) {
        return compareText(term, product.vendor);
    }
    if (term.field == "product_type"_L1) {
        return compareText(term, product.productType);
    }
    if (term.field == "status"_L1) { // several may be listed: status:active,draft
        const QStringList wanted = term.value.split(u',');
        return wanted.contains(QString::fromStdString(product.status), Qt::CaseInsensitive);
    }
    if (term.field == "tag"_L1 || term.field == "tag_not"_L1) {
        const bool has = std::any_of(product.tags.cbegin(), product.tags.cend(),
            [&term](const std::string &tag) { return compareText(term, tag); });
        return has == (term.field == "tag"_L1);
    }
    if (term.field == "sku"_L1) {
        return anyVariant([&](const Variant &variant) { return variant.sku && compareText(term, *variant.sku); });
    }
    if (term.field == "barcode"_L1) {
        return anyVariant(
            [&](const Variant &variant) { return variant.barcode && compareText(term, *variant.barcode); });
    }
    if (term.field == "created_at"_L1) {
        return compareNumber(term, product.createdAt);
    }
    if (term.field == "published_at"_L1) {
        return product.publishedAt != 0 && compareNumber(term, product.publishedAt);
    }
    if (term.field == "inventory_total"_L1 || term.field == "inventory_quantity"_L1) {
        qint64 sum = subject.variant ? subject.variant->available() : 0;
        for (size_t i = 0; !subject.variant && i < product.variants.size(); ++i) {
            sum += product.variants[i].available();
        }
        return compareNumber(term, sum);
    }
    if (term.field == "product_id"_L1) {
        return compareNumber(term, product.id);
    }
    if (term.field == "product_ids"_L1) {
        return term.value.split(u',').contains(QString::number(product.id));
    }
    if (term.field == "price"_L1) {
        return anyVariant([&](const Variant &variant) {
            Node cents = term;
            cents.number = qRound64(term.value.toDouble(&cents.isNumber) * 100);
            return compareNumber(cents, qRound64(QByteArray::fromStdString(variant.price).toDouble() * 100));
        });
    }
    return subject.collections
        && std::any_of(subject.collections->cbegin(), subject.collections->cend(),
            [&](const Collection &collection) { return collection.id == term.number && collection.has(product); });
}

} // namespace DemoShop
