#pragma once

#include "sync/api/schedules.h"

#include <QDialog>

class QAbstractButton;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTimeEdit;
class QVBoxLayout;

namespace Ui {

class NoticeBar;

/// Makes a schedule or changes one: what, when, on which days. Closes when it is kept; what cannot be is said above
/// the buttons.
class ScheduleForm final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScheduleForm)

public:
    /// `schedules` must outlive the form. A schedule without an id is a new one.
    ScheduleForm(Sync::Schedules &schedules, const Sync::Schedule &schedule, QWidget *parent = nullptr);

    /// Every weekday at seven, by the clocks of this computer.
    static Sync::Schedule suggestion();
    /// As the fields say now.
    Sync::Schedule schedule() const;

Q_SIGNALS:
    void saved(Sync::ScheduleId id);

private:
    void build();
    QWidget *whenRow();
    QWidget *daysRow();
    void fill();
    void update();
    void save();

    Sync::Schedules &m_schedules;
    const Sync::Schedule m_before;
    QComboBox *m_action;
    QRadioButton *m_atTime;
    QTimeEdit *m_time;
    QRadioButton *m_everyInterval;
    QComboBox *m_interval;
    QList<QCheckBox *> m_days;
    QLineEdit *m_name;
    QLabel *m_sentence;
    QLabel *m_meaning;
    NoticeBar *m_notice;
    QPushButton *m_save;
    bool m_isBusy = false;
};

} // namespace Ui
