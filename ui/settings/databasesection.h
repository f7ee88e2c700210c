#pragma once

#include "models/settings/connectionform.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace Ui {

class SecretEdit;
class TestLines;

/// The card about the database: a private one or one on a server, and trying it.
class DatabaseSection final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatabaseSection)

public:
    /// `form` outlives it.
    explicit DatabaseSection(Models::ConnectionForm &form, QWidget *parent = nullptr);

private:
    void build();
    void fill();
    void update();

    Models::ConnectionForm &m_form;
    QRadioButton *m_private;
    QRadioButton *m_server;
    QWidget *m_fields;
    QLineEdit *m_address;
    QLabel *m_addressRemark;
    SecretEdit *m_password;
    QPushButton *m_test;
    TestLines *m_lines;
};

} // namespace Ui
