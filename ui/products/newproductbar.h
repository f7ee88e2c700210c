#pragma once

#include <QFrame>

class QPushButton;

namespace Ui {

/// Stands below the form of a product that does not exist yet: makes it, or gives it up.
class NewProductBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewProductBar)

public:
    explicit NewProductBar(QWidget *parent = nullptr);

    /// It is being made: it cannot be given up until there is an answer.
    void setBusy(bool busy);
    /// Gives the focus to the button that makes the product, so that every editor is left.
    void takeFocus();

Q_SIGNALS:
    void createRequested();
    void giveUpRequested();

private:
    QPushButton *m_create;
    QPushButton *m_giveUp;
};

} // namespace Ui
