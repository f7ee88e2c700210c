#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Models {
class EditSession;
class MediaModel;
} // namespace Models

namespace Ui {

class TableView;

/// The media of the product open in an edit session, as a table in their order, and a line to add a picture by its
/// address. A text is saved when its editor is left; Alt with Up and Down moves a medium, Del takes it off.
class MediaPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MediaPane)

public:
    /// `session` must outlive the pane.
    explicit MediaPane(Models::EditSession &session, QWidget *parent = nullptr);

    /// How many media the product has.
    int count() const;

private:
    QWidget *buildChanging();
    QWidget *buildAdding();
    void showWhatCanBeDone();
    void move(int by);
    void remove();
    void add();

    Models::MediaModel *m_model;
    TableView *m_table;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_remove;
    QLineEdit *m_address;
    QLineEdit *m_alt;
    QPushButton *m_add;
};

} // namespace Ui
