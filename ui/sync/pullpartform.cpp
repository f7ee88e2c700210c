#include "ui/sync/pullpartform.h"

#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/timeorder.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace Ui {

PullPartForm::PullPartForm(QWidget *parent)
    : QWidget(parent)
    , m_by(named(new QComboBox(this), u"pullPartBy"_s, tr("What the part is chosen by")))
    , m_vendor(named(new QComboBox(this), u"pullPartVendor"_s, tr("Vendor")))
    , m_type(named(new QLineEdit(this), u"pullPartType"_s, tr("Product type")))
    , m_collection(named(new QLineEdit(this), u"pullPartCollection"_s, tr("Collection")))
    , m_since(named(new QDateTimeEdit(this), u"pullPartSince"_s, tr("Changed since")))
    , m_stack(new QStackedLayout)
{
    m_by->addItem(tr("Vendor"), Vendor);
    m_by->addItem(tr("Product type"), Type);
    m_by->addItem(tr("Collection"), Collection);
    m_by->addItem(tr("Changed since"), Since);
    m_vendor->setEditable(true);
    m_vendor->setInsertPolicy(QComboBox::NoInsert);
    m_vendor->lineEdit()->setPlaceholderText(tr("As Shopify writes it"));
    m_vendor->setMinimumContentsLength(14);
    m_type->setPlaceholderText(tr("As Shopify writes it"));
    m_collection->setPlaceholderText(tr("Its title or its handle"));
    keepTimeOrder(*m_since);
    m_since->setCalendarPopup(true);
    m_since->setMaximumDateTime(QDateTime::currentDateTime());
    m_since->setDateTime(QDateTime::currentDateTime().addDays(-1));
    m_stack->addWidget(m_vendor);
    m_stack->addWidget(m_type);
    m_stack->addWidget(m_collection);
    m_stack->addWidget(m_since);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(markIndent(*this), 0, 0, 4);
    layout->setSpacing(8);
    layout->addWidget(m_by);
    layout->addLayout(m_stack, 1);
    connect(m_by, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        Q_EMIT changed();
    });
    connect(m_vendor, &QComboBox::currentTextChanged, this, &PullPartForm::changed);
    connect(m_type, &QLineEdit::textChanged, this, &PullPartForm::changed);
    connect(m_collection, &QLineEdit::textChanged, this, &PullPartForm::changed);
    connect(m_since, &QDateTimeEdit::dateTimeChanged, this, &PullPartForm::changed);
}

void PullPartForm::setVendors(const QStringList &vendors)
{
    const QString typed = m_vendor->currentText();
    const QSignalBlocker blocker(m_vendor);
    m_vendor->clear();
    for (const QString &vendor : vendors)
        if (!vendor.isEmpty())
            m_vendor->addItem(vendor);
    m_vendor->setCurrentText(typed);
}

std::optional<Sync::PullRequest> PullPartForm::request() const
{
    Sync::PullRequest request{.scope = Sync::PullScope::Selective};
    switch (By(m_by->currentData().toInt())) {
    case Vendor:
        request.vendor = m_vendor->currentText().trimmed();
        break;
    case Type:
        request.productType = m_type->text().trimmed();
        break;
    case Collection:
        request.collection = m_collection->text().trimmed();
        break;
    case Since:
        request.modifiedSince = m_since->dateTime().toUTC();
        break;
    }
    const bool isNamed = request != Sync::PullRequest{.scope = Sync::PullScope::Selective};
    return isNamed ? std::optional(request) : std::nullopt;
}

} // namespace Ui

#include "moc_pullpartform.cpp"
