#pragma once

#include "models/history/rollbackitemsmodel.h"
#include "sync/api/failure.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedWidget;
class QPushButton;
class QButtonGroup;

namespace Ui {

class TableView;

/// What a rollback would do to every field, in groups with counts, and what to do about fields changed since.
class PreviewStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreviewStep)

public:
    explicit PreviewStep(QWidget *parent = nullptr);

    void showReading();
    void showFailure(const Sync::Failure &failure);
    void showPlan(const Sync::RollbackPlan &plan);
    bool restoresConflicts() const;
    bool deletesCreated() const;

Q_SIGNALS:
    void retryRequested();
    void choiceChanged();

private:
    QWidget *buildPlan();
    void fillGroups(const Sync::RollbackPlan &plan);

    Models::RollbackItemsModel m_items;
    QStackedWidget *m_stack;
    TableView *m_table = nullptr;
    QLabel *m_message;
    QPushButton *m_retry;
    QLabel *m_later;
    QLabel *m_shown;
    QButtonGroup *m_groups;
    QCheckBox *m_restoreConflicts;
    QCheckBox *m_deleteCreated;
};

} // namespace Ui
