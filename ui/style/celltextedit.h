#pragma once

#include <QPlainTextEdit>

class QLabel;

namespace Ui {

/// The editor of a cell whose text has several lines: larger than its cell, over the rows around it. It says itself how
/// it is left: Return makes a new line here.
class CellTextEdit final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellTextEdit)

public:
    explicit CellTextEdit(QWidget *parent);

    /// Where it stands for a cell: over the whole width of the view, as many lines high as there is room for.
    QRect placeFor(const QRect &cell) const;
    /// Whether a key press says that writing has ended.
    static bool isEnd(const QKeyEvent &key);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeRoomForHint();

    QLabel *m_hint;
};

} // namespace Ui
