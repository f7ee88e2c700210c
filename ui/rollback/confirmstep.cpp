#include "ui/rollback/confirmstep.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"
#include "ui/style/labels.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

ConfirmStep::ConfirmStep(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_sentence(textLabel({}))
    , m_backupFailure(textLabel({}))
    , m_withoutBackup(new QCheckBox(tr("Go on without a backup: the database as it is now cannot be brought back")))
    , m_prompt(textLabel({}))
    , m_name(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_sentence->setObjectName(u"%1Sentence"_s.arg(name));
    m_name->setObjectName(u"%1ShopName"_s.arg(name));
    m_name->setAccessibleName(tr("Name of the shop"));
    m_name->setMaximumWidth(360);
    layout->addWidget(m_sentence);
    m_backupFailure->setObjectName(u"backupFailure"_s);
    m_withoutBackup->setObjectName(u"withoutBackup"_s);
    m_withoutBackup->setAccessibleName(m_withoutBackup->text());
    layout->addWidget(m_backupFailure);
    layout->addWidget(m_withoutBackup);
    layout->addSpacing(8);
    layout->addWidget(m_prompt);
    layout->addWidget(m_name);
    layout->addStretch();
    connect(m_withoutBackup, &QCheckBox::toggled, this, &ConfirmStep::completeChanged);
    connect(m_name, &QLineEdit::textChanged, this, &ConfirmStep::completeChanged);
}

void ConfirmStep::ask(const QString &sentence, const QString &shop)
{
    m_shop = shop;
    m_sentence->setText(sentence);
    m_prompt->setText(tr("Type the name of the shop, %1, to confirm:").arg(Sync::isolated(shop)));
    m_name->clear();
    m_backupFailure->hide();
    m_withoutBackup->setChecked(false);
    m_withoutBackup->hide();
}

void ConfirmStep::askWithoutBackup(const Sync::Failure &why)
{
    m_backupFailure->setText(why.text());
    m_backupFailure->show();
    m_withoutBackup->show();
}

bool ConfirmStep::isWithoutBackup() const
{
    return m_withoutBackup->isChecked();
}

QString ConfirmStep::typedName() const
{
    return Models::isShopName(m_name->text(), m_shop) ? m_shop : QString();
}

bool ConfirmStep::isConfirmed() const
{
    const bool isBackedUp = m_withoutBackup->isHidden() || m_withoutBackup->isChecked();
    return isBackedUp && Models::isShopName(m_name->text(), m_shop);
}

} // namespace Ui
