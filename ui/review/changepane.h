#pragma once

#include "models/review/fieldchangesmodel.h"
#include "sync/api/reader.h"
#include "ui/review/fieldcard.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace Ui {

class EmptyState;
class NoticeBar;
class SignLabel;
class TableView;

/// One staged change: what it is, who decided, its fields, and the field that is looked at.
class ChangePane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangePane)

public:
    /// `reader` must outlive the pane.
    explicit ChangePane(Sync::Reader &reader, QWidget *parent = nullptr);

    /// Reads and shows a change; none shows nothing.
    void open(Sync::ChangeId change);
    /// Reads the change again; the field looked at stays.
    void reload();
    Sync::ChangeId change() const { return m_change; }
    const std::optional<Sync::StagedDetail> &detail() const { return m_model->detail(); }
    FieldCard &card() { return *m_card; }
    TableView &table() { return *m_table; }
    /// Why nothing of the change can be sent, so that approving it is of no use; empty where it is.
    QString whyNotSendable() const { return m_model->whyNothingCanBeSent(); }
    /// The field looked at; none when there is no field to decide.
    Sync::FieldChangeId currentField() const;
    void moveField(int step);
    /// On to the next field without a decision; stays when there is none.
    void advance();

Q_SIGNALS:
    /// The change was read, another field is looked at, or there is nothing.
    void changed();
    void approveRequested();
    void rejectRequested();
    void reopenRequested();

private:
    QWidget *buildHeader();
    void read();
    void detailArrived(int ticket, const Sync::Result<Sync::StagedDetail> &answer);
    void showDetail();
    void showColumns(const Sync::StagedRow &row);
    void showNotice(const Sync::StagedRow &row);
    void showField();
    void copyForSupport() const;

    Sync::Reader &m_reader;
    Sync::ChangeId m_change;
    int m_ticket = 0;
    bool m_isReading = false;
    bool m_readAgain = false;
    Models::FieldChangesModel *m_model;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QLabel *m_title;
    QLabel *m_subtitle;
    SignLabel *m_kind;
    SignLabel *m_state;
    QLabel *m_decided;
    NoticeBar *m_notice;
    TableView *m_table;
    EmptyState *m_whole;
    QSplitter *m_splitter;
    FieldCard *m_card;
    QPushButton *m_approve;
    QPushButton *m_reject;
    QPushButton *m_reopen;
    QAction *m_copy;
    QAction *m_reload;
};

} // namespace Ui
