#include "ui/sync/senddialog.h"

#include "models/format/text.h"
#include "models/history/rollbacktext.h"
#include "sync/api/isolated.h"
#include "ui/style/labels.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr qint64 typedNameFrom = 500;

QString howMany(const SendQuestion &question)
{
    const qint64 sent = question.sendFirst > 0 ? std::min<qint64>(question.sendFirst, question.changes) : question.changes;
    return sent == 1 ? SendDialog::tr("1 Change") : SendDialog::tr("%1 Changes").arg(Models::count(sent));
}

} // namespace

bool needsShopName(const SendQuestion &question)
{
    return question.overridesBreaker || question.level == Sync::SafeLevel::Locked
        || (question.sendFirst == 0 && question.changes > typedNameFrom);
}

SendDialog::SendDialog(const SendQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit)
    , m_send(button(tr("Send %1").arg(howMany(question)), u"confirmSend"_s, ButtonKind::Primary))
{
    setObjectName(u"sendDialog"_s);
    setWindowTitle(tr("Send to Shopify"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Send %1 to %2?").arg(howMany(question), Sync::isolated(question.shopName)), TextSize::Section));
    layout->addWidget(textLabel(question.sendFirst > 0
            ? tr("They are sent, read back and compared; then the run stops so that you can look before the rest goes.")
            : tr("Each change is compared with what you approved just before it goes. What has moved since is left "
                 "alone. Everything sent can be rolled back from History.")));
    if (question.overridesBreaker)
        layout->addWidget(textLabel(tr("The safety limit held this run because it changes unusually much. Look at the "
                                       "changes in Review before you go on.")));
    m_name->setObjectName(u"shopName"_s);
    m_name->setAccessibleName(tr("Name of the shop"));
    if (needsShopName(question)) {
        layout->addWidget(textLabel(tr("Type the name of the shop, %1, to go on:").arg(Sync::isolated(question.shopName))));
        layout->addWidget(m_name);
        m_send->setEnabled(false);
        connect(m_name, &QLineEdit::textChanged, this, [this, shop = question.shopName](const QString &typed) {
            m_send->setEnabled(Models::isShopName(typed, shop));
        });
    } else {
        m_name->setParent(this);
        m_name->hide();
    }
    QPushButton *cancel = button(tr("Cancel"), u"cancelSend"_s);
    cancel->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_send);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(480);
}

} // namespace Ui
