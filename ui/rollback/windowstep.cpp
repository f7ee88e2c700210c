#include "ui/rollback/windowstep.h"

#include "sync/api/timewindow.h"
#include "ui/style/labels.h"
#include "ui/widgets/timeorder.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

WindowStep::WindowStep(QWidget *parent)
    : QWidget(parent)
    , m_from(timeEdit(u"replayFrom"_s, tr("From")))
    , m_to(timeEdit(u"replayTo"_s, tr("To")))
    , m_note(textLabel({}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    layout->addWidget(
        textLabel(tr("Makes what the journal recorded in this time true again, for example after a backup "
                     "was restored. Of each field the newest recorded value counts; what holds it already "
                     "is skipped. Nothing is changed before you have seen every field and confirmed.")));
    auto *form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&From:"), m_from);
    form->addRow(tr("&To:"), m_to);
    for (QWidget *edit : {m_from, m_to}) // beside its text
        form->labelForField(edit)->setMinimumHeight(edit->sizeHint().height());
    layout->addLayout(form);
    m_note->setObjectName(u"replayNote"_s);
    layout->addWidget(m_note);
    layout->addStretch();
    const QDateTime now = QDateTime::currentDateTime();
    m_from->setDateTime(QDateTime(now.date().addDays(-1), now.time(), Qt::UTC));
    m_to->setDateTime(QDateTime(now.date(), now.time(), Qt::UTC));
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &WindowStep::update);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &WindowStep::update);
    update();
}

QDateTimeEdit *WindowStep::timeEdit(const QString &objectName, const QString &accessibleName)
{
    auto *edit = new QDateTimeEdit;
    edit->setObjectName(objectName);
    edit->setAccessibleName(accessibleName);
    edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    keepTimeOrder(*edit);
    edit->setCalendarPopup(true);
    // A time that the clocks left out or showed twice can be typed; what it means is asked in words.
    edit->setTimeSpec(Qt::UTC);
    edit->setMaximumWidth(260);
    return edit;
}

bool WindowStep::isComplete() const
{
    return m_isComplete;
}

void WindowStep::update()
{
    const auto minute = [](const QDateTimeEdit &edit) {
        return Sync::momentFromLocal(edit.date(), QTime(edit.time().hour(), edit.time().minute()));
    };
    const Sync::Result<QDateTime> from = minute(*m_from);
    const Sync::Result<QDateTime> to = minute(*m_to);
    const Sync::Result<QDateTime> &bad = from ? to : from;
    m_isComplete = from && to;
    if (m_isComplete) {
        m_fromUtc = *from;
        m_toUtc = to->addSecs(59); // the whole minute
        const auto checked = Sync::checkWindow(m_fromUtc, m_toUtc, QDateTime::currentDateTimeUtc());
        m_isComplete = checked.isOk();
        m_note->setText(checked ? tr("The journal is read %1.").arg(Sync::windowText(m_fromUtc, m_toUtc))
                                : checked.failure().text());
    } else {
        m_note->setText(bad.failure().what % u' '
            % tr("Choose a time before or after that hour. A longer time takes in more of what was recorded; the "
                 "preview "
                 "shows all that would be written."));
    }
    Q_EMIT completeChanged();
}

} // namespace Ui
