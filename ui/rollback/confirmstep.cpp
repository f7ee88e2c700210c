#include "ui/rollback/confirmstep.h"

#include "models/format/text.h"
#include "models/history/rollbacktext.h"
#include "sync/api/isolated.h"
#include "ui/style/labels.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

ConfirmStep::ConfirmStep(QWidget *parent)
    : QWidget(parent)
    , m_sentence(textLabel({}))
    , m_prompt(textLabel({}))
    , m_name(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_sentence->setObjectName(u"rollbackSentence"_s);
    m_name->setObjectName(u"rollbackShopName"_s);
    m_name->setAccessibleName(tr("Name of the shop"));
    m_name->setMaximumWidth(360);
    layout->addWidget(m_sentence);
    layout->addSpacing(8);
    layout->addWidget(m_prompt);
    layout->addWidget(m_name);
    layout->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &ConfirmStep::completeChanged);
}

void ConfirmStep::ask(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request)
{
    m_shop = plan.shopName;
    m_sentence->setText(Models::rollbackSentence(plan, request));
    m_prompt->setText(tr("Type the name of the shop, %1, to confirm:").arg(Sync::isolated(plan.shopName)));
    m_name->clear();
}

bool ConfirmStep::isConfirmed() const
{
    return Models::isShopName(m_name->text(), m_shop);
}

} // namespace Ui
