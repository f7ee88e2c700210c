#pragma once

#include "models/schedules/schedulesmodel.h"
#include "sync/api/reader.h"

#include <QDialog>

class QPushButton;
class QStackedLayout;

namespace Ui {

class EmptyState;
class NoticeBar;
class TableView;

/// What starts by itself: the shop's schedules, how each stands, and what can be done with them.
class SchedulesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchedulesDialog)

public:
    /// Schedules and reader must outlive the dialog; the reader tells when another desk ran one.
    SchedulesDialog(Sync::Schedules &schedules, Sync::Reader &reader, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Wants a page of the window, for example the run that a schedule made.
    void openRequested(const QString &page, const QVariantMap &filter);

private:
    void build();
    void update();
    void loaded();
    Sync::ScheduleRow current() const;
    void edit(const Sync::Schedule &schedule);
    void toggle();
    void runNow();
    void remove();
    void showRun();
    /// Waits for a deed and says what became of it.
    void await(const QFuture<Sync::Result<Sync::Done>> &answer, const QString &done);

    Sync::Schedules &m_schedules;
    Models::SchedulesModel m_model;
    TableView *m_table;
    EmptyState *m_empty;
    NoticeBar *m_notice;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_run;
    QPushButton *m_toggle;
    QPushButton *m_showRun;
    QPushButton *m_remove;
    QStackedLayout *m_stack;
    QAction *m_retry;
    QAction *m_first;
    Sync::ScheduleId m_chosen; ///< Stays chosen when the list is read again.
    bool m_isBusy = false;
    bool m_isUnread = false; ///< The notice says that the list could not be read.
};

} // namespace Ui
