#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Models {
class EditSession;
class FacetsModel;
} // namespace Models

namespace Ui {

class TableView;
class TextArea;

/// The metafields of the product open in an edit session, as a table, and a line to add one. A value is saved when its
/// editor is left; an empty one takes the metafield away.
class MetafieldsPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetafieldsPane)

public:
    /// `session` must outlive the pane.
    explicit MetafieldsPane(Models::EditSession &session, QWidget *parent = nullptr);

    /// How many metafields the product and its variants have.
    int count() const;

private:
    QWidget *buildAdding();
    void showOwners();
    void showValueEditor();
    bool hasSeveralLines() const;
    QString typedValue() const;
    void showWhatCanBeAdded();
    void add();

    Models::EditSession &m_session;
    Models::FacetsModel *m_model;
    TableView *m_table;
    QComboBox *m_owner;
    QLineEdit *m_name;
    QComboBox *m_type;
    QLineEdit *m_value;
    TextArea *m_text;
    QPushButton *m_add;
};

} // namespace Ui
