#pragma once

#include <QPlainTextEdit>

namespace Ui {

/// Several lines of plain text, edited like a QLineEdit: editingFinished() when the focus leaves or with Ctrl+Return,
/// Esc asks for what was there before. Tab leaves the field.
class TextArea final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextArea)

public:
    explicit TextArea(QWidget *parent = nullptr);

Q_SIGNALS:
    void editingFinished();
    void revertRequested();

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace Ui
