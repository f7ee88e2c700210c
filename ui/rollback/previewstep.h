#pragma once

#include "models/history/rollbackitemsmodel.h"
#include "sync/api/failure.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QStackedWidget;
class QPushButton;
class QButtonGroup;

namespace Ui {

class TableView;

/// What a rollback or a replay would do to every field, in groups with counts, and what to do about fields changed
/// since.
class PreviewStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreviewStep)

public:
    explicit PreviewStep(Models::PlanKind kind, QWidget *parent = nullptr);

    void showReading();
    void showFailure(const Sync::Failure &failure);
    /// `remark` is what else is to be known of it, or empty.
    void showPlan(const Sync::RollbackPlan &plan, const QString &remark);
    bool restoresConflicts() const;
    /// What becomes of that which the run created in Shopify.
    Sync::CreatedFate created() const;

Q_SIGNALS:
    void retryRequested();
    void choiceChanged();
    /// The plan is another one now.
    void createdChanged();

private:
    QWidget *buildPlan();
    QWidget *buildCreated();
    void giveRoom(const QList<Sync::RollbackItem> &items);
    void fillGroups(const Sync::RollbackPlan &plan);
    /// Says in full why the current row ends as it does; its column seldom has the room.
    void showReason();

    Models::PlanKind m_kind;
    Models::RollbackItemsModel m_items;
    QStackedWidget *m_stack;
    TableView *m_table = nullptr;
    QLabel *m_message;
    QPushButton *m_retry;
    QLabel *m_remark;
    QLabel *m_reason;
    QLabel *m_shown;
    QButtonGroup *m_groups;
    QCheckBox *m_restoreConflicts;
    QLabel *m_createdQuestion;
    QComboBox *m_created;
};

} // namespace Ui
