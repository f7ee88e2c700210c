#pragma once

#include <QComboBox>

namespace Ui {

/// A combo box whose entries may be longer than it is wide: the current one is elided where it says least, with the
/// whole of it as tool tip, and the list opens as wide as its entries are.
class ElidingCombo final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidingCombo)

public:
    /// Paths are told by their end and elided on their left.
    explicit ElidingCombo(Qt::TextElideMode elide, QWidget *parent = nullptr);

    /// What of the current entry there is room for.
    QString shownText() const;
    void showPopup() override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_elide;
};

} // namespace Ui
