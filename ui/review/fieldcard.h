#pragma once

#include "sync/api/review.h"

#include <QFrame>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace Ui {

class DiffView;
class TextArea;

/// What a person can do about one field. Conflicts are resolved by value, other fields approved or rejected.
enum class FieldAct { Approve, Reject, KeepOurs, TakeTheirs, Reopen };

/// One field of a staged change: base, here and Shopify side by side with their differences, and what can be decided.
class FieldCard final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldCard)

public:
    explicit FieldCard(QWidget *parent = nullptr);

    /// Shows a field, or nothing. An edit under way of the same field is kept.
    void setField(const std::optional<Sync::FieldChange> &field, const Sync::StagedRow &row);
    /// Whether an act makes sense for the field shown: what cannot be sent is not approved for it.
    bool canAct(FieldAct act) const;
    bool canEdit() const;
    /// Opens the editor on the proposed value.
    void startEditing();
    /// Opens the editor again on what was written and not taken; false when another field is shown by now.
    bool resumeEditing(Sync::FieldChangeId field, const QString &value);

Q_SIGNALS:
    void actRequested(FieldAct act);
    /// The person wrote another value; canonical text.
    void valueWritten(const QString &value);
    /// The editor was closed without a value.
    void editingCancelled();

private:
    QWidget *buildValues();
    QWidget *buildButtons();
    QWidget *buildEditor();
    void showValues();
    void showButtons();
    void keepHigh();
    void openEditor(const QString &canonical);
    void finishEditing();
    bool isDecidable() const;
    bool isUnsendable() const;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    std::optional<Sync::FieldChange> m_field;
    Sync::StagedRow m_row;
    QLabel *m_name;
    QLabel *m_delta;
    DiffView *m_base;
    DiffView *m_here;
    DiffView *m_shopify;
    QLabel *m_result;
    QStackedWidget *m_foot;
    QPushButton *m_approve;
    QPushButton *m_reject;
    QPushButton *m_edit;
    QPushButton *m_ours;
    QPushButton *m_theirs;
    QPushButton *m_reopen;
    TextArea *m_area;
};

} // namespace Ui
