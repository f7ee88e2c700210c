#pragma once

#include "sync/api/result.h"

#include <QDateTime>
#include <QWidget>

class QDateTimeEdit;
class QLabel;

namespace Ui {

/// From when to when the journal is replayed, in the computer's own time zone.
class WindowStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowStep)

public:
    explicit WindowStep(QWidget *parent = nullptr);

    bool isComplete() const;
    /// UTC; meaningful when complete.
    QDateTime from() const { return m_fromUtc; }
    QDateTime to() const { return m_toUtc; }

Q_SIGNALS:
    void completeChanged();

private:
    QDateTimeEdit *timeEdit(const QString &objectName, const QString &accessibleName);
    void update();

    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    QLabel *m_note;
    QDateTime m_fromUtc;
    QDateTime m_toUtc;
    bool m_isComplete = false;
};

} // namespace Ui
