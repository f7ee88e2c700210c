#include "ui/maintenance/maintenancedialog.h"

#include "ui/style/dialogs.h"
#include "ui/style/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

MaintenanceDialog::MaintenanceDialog(QWidget *parent)
    : QDialog(parent)
    , m_reason(new QLineEdit)
    , m_hours(new QComboBox)
    , m_start(button(tr("&Switch On"), u"startMaintenance"_s, ButtonKind::Primary))
{
    setObjectName(u"maintenanceDialog"_s);
    setWindowTitle(tr("Maintenance Mode"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Switch On Maintenance Mode"), TextSize::Section));
    layout->addWidget(
        textLabel(tr("Nobody can pull, write or send while it is on, on any desk. A run that is going on stops "
                     "after the requests under way. Everybody sees your reason.")));
    m_reason->setObjectName(u"maintenanceReason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(200);
    m_hours->setObjectName(u"maintenanceHours"_s);
    m_hours->setAccessibleName(tr("Ends by itself after"));
    for (const int hours : {1, 2, 4, 8, 24})
        m_hours->addItem(hours == 1 ? tr("1 hour") : tr("%1 hours").arg(hours), hours);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&Reason:"), m_reason);
    form->addRow(tr("&Ends by itself after:"), m_hours);
    layout->addLayout(form);
    QPushButton *cancel = button(tr("Cancel"), u"cancelMaintenance"_s);
    cancel->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    layout->addLayout(buttons);
    m_start->setEnabled(false);
    m_start->setToolTip(tr("A reason is needed."));
    connect(m_reason, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_start->setEnabled(!text.trimmed().isEmpty());
        m_start->setToolTip(text.trimmed().isEmpty() ? tr("A reason is needed.") : QString());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &QDialog::accept);
    fitDialog(*this, 72);
    m_reason->setFocus();
}

QString MaintenanceDialog::reason() const
{
    return m_reason->text().trimmed();
}

QDateTime MaintenanceDialog::until() const
{
    return QDateTime::currentDateTimeUtc().addSecs(m_hours->currentData().toLongLong() * 3600);
}

} // namespace Ui
