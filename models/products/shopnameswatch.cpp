#include "models/products/shopnameswatch.h"

#include "models/format/shopwords.h"
#include "models/paging/answer.h"

namespace Models {

ShopNamesWatch::ShopNamesWatch(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::catalogueChanged, this, &ShopNamesWatch::read);
    read();
}

// A reading that failed leaves the names as they were: numbers are shown where none is known.
void ShopNamesWatch::read()
{
    whenAnswered(m_reader.shopNames(), this, [this, ticket = ++m_ticket](const Sync::Result<Sync::ShopNames> &answer) {
        if (ticket != m_ticket || !answer || answer.value() == m_read)
            return;
        m_read = *answer;
        setShopWords(*answer);
        Q_EMIT changed();
    });
}

} // namespace Models

#include "moc_shopnameswatch.cpp"
