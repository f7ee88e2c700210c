#include <QApplication>
#include <QMainWindow>

// The least a Qt Widgets program can do: an empty main window of the size Syncdesk opens with.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1'280, 800);
    window.show();
    return QApplication::exec();
}
