#include "ui/products/newproductbar.h"

#include "ui/style/labels.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

NewProductBar::NewProductBar(QWidget *parent)
    : QFrame(parent)
    , m_create(button(tr("Create Product"), u"createProduct"_s, ButtonKind::Primary, {}, this))
    , m_giveUp(button(tr("Discard"), u"giveUpProduct"_s, ButtonKind::Normal, {}, this))
{
    m_create->setToolTip(tr("Makes it here, in the catalogue. Shopify gets it when you send it. (Ctrl+Return)"));
    m_giveUp->setToolTip(tr("Throws away what was typed."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_create);
    layout->addWidget(m_giveUp);
    layout->addStretch();
    connect(m_create, &QPushButton::clicked, this, &NewProductBar::createRequested);
    connect(m_giveUp, &QPushButton::clicked, this, &NewProductBar::giveUpRequested);
}

void NewProductBar::setBusy(bool busy)
{
    // The button that was pressed keeps the focus: disabled it would hand it to the other end of the page.
    m_giveUp->setEnabled(!busy);
    m_create->setText(busy ? tr("Creating\u2026") : tr("Create Product"));
    m_create->setAccessibleName(m_create->text());
}

void NewProductBar::takeFocus()
{
    m_create->setFocus(Qt::OtherFocusReason);
}

} // namespace Ui

#include "moc_newproductbar.cpp"
