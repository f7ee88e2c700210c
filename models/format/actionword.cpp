#include "models/format/actionword.h"

#include <QCoreApplication>

namespace Models {

QString actionWord(const QString &action)
{
    struct Known
    {
        QStringView action;
        const char *word;
    };
    static constexpr Known known[] = {
        {u"create", QT_TRANSLATE_NOOP("Models::ActionWord", "Created in Shopify")},
        {u"update", QT_TRANSLATE_NOOP("Models::ActionWord", "Changed in Shopify")},
        {u"delete", QT_TRANSLATE_NOOP("Models::ActionWord", "Deleted in Shopify")},
        {u"restore", QT_TRANSLATE_NOOP("Models::ActionWord", "Restored in Shopify")},
        {u"apply create", QT_TRANSLATE_NOOP("Models::ActionWord", "Created here")},
        {u"apply update", QT_TRANSLATE_NOOP("Models::ActionWord", "Changed here")},
        {u"apply delete", QT_TRANSLATE_NOOP("Models::ActionWord", "Deleted here")},
        {u"apply restore", QT_TRANSLATE_NOOP("Models::ActionWord", "Restored here")},
        {u"create here", QT_TRANSLATE_NOOP("Models::ActionWord", "Created here")},
        {u"delete here", QT_TRANSLATE_NOOP("Models::ActionWord", "Deleted here")},
        {u"restore here", QT_TRANSLATE_NOOP("Models::ActionWord", "Brought back here")},
        {u"rollback", QT_TRANSLATE_NOOP("Models::ActionWord", "Rolled back")},
        {u"replay", QT_TRANSLATE_NOOP("Models::ActionWord", "Replayed")},
    };
    for (const auto &[written, text] : known)
        if (action == written)
            return QCoreApplication::translate("Models::ActionWord", text);
    return action;
}

} // namespace Models
